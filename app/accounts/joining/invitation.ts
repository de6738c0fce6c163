import type { Role } from "~/people/roles";
import type { Identity } from "../identity/identity.schema";

/** What a link to join carries. Without an address, whoever follows it gives theirs. */
export interface Invitation {
  email?: string;
  role?: Role;
  /** The account of whoever made it: it falls when they may make none any more. */
  by?: number;
  /** Somebody whom bylines name already. */
  personId?: number;
  /** The id of the invitation by which a letter was asked for: it is used up with it. */
  invitation?: number;
  /** By which they will come in, if they follow the link in the browser with which they were at that site. */
  identity?: Identity & { browser: string };
  /** What that site says they are called. */
  suggested?: { name: string; handle: string; email: string };
}
