import type { Role } from "~/people/roles";
import type { Identity } from "../identity/identity.schema";

/** The payload of a link to join. Without an address, the person enters theirs. */
export interface Invitation {
  email?: string;
  role?: Role;
  /** The account of the inviter; the invitation is revoked when they may no longer invite. */
  by?: number;
  /** A person already named in bylines. */
  personId?: number;
  /** Id of the invitation through which this e-mail was requested; both are used up together. */
  invitation?: number;
  /** The identity to sign in with, if the link is opened in the browser that was at the provider. */
  identity?: Identity & { browser: string };
  /** Suggestions from the provider. */
  suggested?: { name: string; handle: string; email: string };
}
