import type { Role } from "./roles";

/** Who is looking, or speaking. Always an argument, never ambient. */
export type Viewer = Guest | Member;

export interface Guest {
  kind: "guest";
}

/** Somebody who is signed in. */
export interface Member {
  kind: "person";
  /** Of the person, whom bylines and comments name. */
  id: number;
  accountId: number;
  sessionId: number;
  handle: string;
  name: string;
  role: Role;
}

/** Whose a response is to be: for that, less need be known. */
export type Speaker = Guest | Pick<Member, "kind" | "id">;

export const guest: Guest = { kind: "guest" };
