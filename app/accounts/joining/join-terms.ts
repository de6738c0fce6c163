import type { Role } from "~/people/roles";
import type { Identity } from "../identity/identity.schema";

/** The payload of a link to join. Without an address, the person enters theirs. */
export interface JoinRequest {
  email?: string;
  /** The identity to sign in with, if the link is opened in the browser that was at the provider. */
  identity?: Identity & { browser: string };
  /** Suggestions from the provider. */
  suggested?: { name: string; handle: string; email: string };
}

/** What a link to join grants: its own payload, and that of the invitation through which it was requested. */
export interface JoinTerms extends JoinRequest {
  role?: Role;
  /** A person already named in bylines. */
  personId?: number;
}
