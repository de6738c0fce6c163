import type { Role } from "./roles";

/** Who reads or acts. Always passed as an argument. */
export type Viewer = Guest | Member;

export interface Guest {
  kind: "guest";
  /** The secret of their browser's cookie or of the link to a reply of theirs, where it matters who they are
   *  (comments/guests/). It may be one that the site doesn't know. */
  proof?: string;
}

/** A signed-in person. */
export interface Member {
  kind: "person";
  /** Id of the person, as in bylines and comments. */
  id: number;
  accountId: number;
  sessionId: number;
  handle: string;
  name: string;
  role: Role;
  /** Whether their account has the right to moderate. Editors may without it (people/policy.ts). */
  moderates: boolean;
  /** Whether the site notes how far they have read conversations. */
  readMarks: boolean;
  /** Whether the site keeps which parts of series they marked as read. */
  readParts: boolean;
  /** When their visit with this session began. */
  visitAt: Date;
}

/** The author of a response, for which less has to be known. */
export type Speaker = Guest | Pick<Member, "kind" | "id">;

export const guest: Guest = { kind: "guest" };
