// Joining: an address, a letter to it, and behind its link a name. Until the link is followed there is nothing of anybody, so
// nobody can take an address or a handle that they don't come back for.

import { isPresent } from "~/people/person";
import { findPersonById } from "~/people/person.server";
import { isRole } from "~/people/roles";
import type { Database, DatabaseClient, Transaction } from "~/platform/database/database.server";
import { readSite } from "~/site/site.server";
import type { JoinInput } from "../account.schema";
import {
  type AddAccountRefusal,
  addAccount,
  countAdministrators,
  findAccountByEmail,
} from "../account.server";
import type { Identity } from "../identity/identity.schema";
import { addIdentity, findByIdentity } from "../identity/identity.server";
import { type Correspondent, writeTo } from "../mail/correspondence.server";
import { joinedAlreadyLetter, joinLetter } from "../mail/letters";
import { isPasskeyTaken, keepPasskey, type NewPasskey } from "../passkey/passkey.server";
import { beginSession, type Device } from "../session/session.server";
import {
  askedFor,
  findToken,
  findTokenById,
  hashSecret,
  issueToken,
  spendFound,
  type TokenRefusal,
  wasSentLately,
} from "../token.server";
import type { Invitation } from "./invitation";

export interface JoiningDeps extends Correspondent {
  db: Database;
}

const LINKS = ["join", "invitation", "first-run"] as const;
export type JoinLink = (typeof LINKS)[number];

/** Writes to somebody who wants to join, perhaps by an invitation, whose secret they have; but nothing while the link that was
 *  mailed for the same last hour is good. To the asker it is the same whether the address is known. */
export async function askToJoin(
  deps: JoiningDeps,
  email: string,
  now: Date,
  { invitation, ...along }: { invitation?: string } & Pick<Invitation, "identity" | "suggested"> = {},
): Promise<{ ok: true } | { ok: false; reason: "join.invited-only" } | TokenRefusal> {
  return deps.db.write(async (tx) => {
    const { joining } = await readSite(tx.db);
    const invited = invitation === undefined ? null : await findToken(tx.db, "invitation", invitation, now);
    if (invited && !invited.ok) return invited;
    if (joining !== "open" && !invited) return { ok: false, reason: "join.invited-only" };
    const payload: Invitation = { email, ...along, ...(invited && { invitation: invited.id }) };
    await writeToJoiner(tx, deps, email, payload, now);
    return { ok: true };
  });
}

/** The letter with the link; to who has an account already, one that says so. */
async function writeToJoiner(
  tx: Transaction,
  deps: JoiningDeps,
  email: string,
  payload: Invitation,
  now: Date,
): Promise<void> {
  const account = await findAccountByEmail(tx.db, email);
  if (account) {
    const askedAs = askedFor("reset", email);
    if (await wasSentLately(tx, askedAs, account.id, now)) return;
    const secret = await issueToken(tx, "reset", { accountId: account.id, askedAs }, now);
    const href = `${deps.siteUrl}/reset/${secret}`;
    return writeTo(tx, deps, email, (siteName) => joinedAlreadyLetter(siteName, href), now);
  }
  const askedAs = askedFor("join", payload);
  if (await wasSentLately(tx, askedAs, null, now)) return;
  const secret = await issueToken(tx, "join", { payload, askedAs }, now);
  const href = `${deps.siteUrl}/join/${secret}`;
  return writeTo(tx, deps, email, (siteName) => joinLetter(siteName, href), now);
}

/**
 * What a link to join is good for: of a letter that was asked for by an invitation, what the invitation says too. The first
 * administrator's is good for nothing once there is one.
 */
export async function findJoinLink(
  db: DatabaseClient,
  secret: string,
  now: Date,
): Promise<{ ok: true; id: number; kind: JoinLink; invitation: Invitation } | TokenRefusal> {
  for (const kind of LINKS) {
    const found = await findToken<Invitation>(db, kind, secret, now);
    if (!found.ok && found.reason === "token.unknown") continue;
    if (!found.ok) return found;
    if (kind === "first-run" && (await countAdministrators(db)) > 0)
      return { ok: false, reason: "token.used" };
    const { id, payload } = found;
    if (!payload.invitation) return { ok: true, id, kind, invitation: payload };
    const invited = await findTokenById<Invitation>(db, "invitation", payload.invitation, now);
    if (!invited.ok) return invited;
    return { ok: true, id, kind, invitation: { ...invited.payload, ...payload } };
  }
  return { ok: false, reason: "token.unknown" };
}

/** How somebody who joins will come back: by a password, a passkey that knows the account by `webauthnId`, or another site. */
export interface SignInMethod {
  email?: string | undefined;
  passwordHash: string | null;
  passkey?: NewPasskey & { webauthnId: string };
  /** What their browser kept from their way to another site and back. */
  browser?: string | null;
}

/**
 * The identity that a link to join carries, if it is followed in the browser that was at the other site. In any other it may be
 * a stranger's, who gave this address for their own: it would let them into the account of who followed.
 */
export const identityOf = ({ identity }: Invitation, browser: string | null): Identity | null =>
  identity && browser !== null && hashSecret(browser) === identity.browser ? identity : null;

/**
 * Makes the account that a link stands for, and signs it in; gives the secret for the cookie. `email` is asked for where the
 * link doesn't carry one, and believed only of the first administrator, who has shown that the machine is theirs.
 */
export async function join(
  { db }: Pick<JoiningDeps, "db">,
  secret: string,
  { name, handle }: Omit<JoinInput, "password">,
  { email, passwordHash, passkey, browser }: SignInMethod,
  device: Device,
  now: Date,
): Promise<
  | { ok: true; secret: string; accountId: number; personId: number }
  | AddAccountRefusal
  | TokenRefusal
  | { ok: false; reason: "join.no-address" | "passkey.taken" | "identity.taken" }
> {
  return db.write(async (tx) => {
    const link = await findJoinLink(tx.db, secret, now);
    if (!link.ok) return link;
    const { kind, invitation } = link;
    const address = invitation.email ?? (kind === "first-run" ? email : undefined);
    if (!address) return { ok: false, reason: "join.no-address" } as const;
    const { newRole } = await readSite(tx.db);
    const given = invitation.role ?? (isRole(newRole) ? newRole : "reader");
    const role = kind === "first-run" ? "administrator" : given;
    const personId = await findInvitedPerson(tx.db, invitation);
    // A refusal undoes nothing: what may refuse is asked before anything is made.
    if (passkey && (await isPasskeyTaken(tx.db, passkey.credentialId)))
      return { ok: false, reason: "passkey.taken" } as const;
    const identity = identityOf(invitation, browser ?? null);
    if (identity && (await findByIdentity(tx.db, identity)))
      return { ok: false, reason: "identity.taken" } as const;
    const webauthnId = passkey?.webauthnId;
    const account = { email: address, name, handle, role, passwordHash, personId, webauthnId };
    const added = await addAccount(tx, account, now);
    if (!added.ok) return added;
    if (passkey) await keepPasskey(tx, added.accountId, passkey, now);
    if (identity) await addIdentity(tx, added.accountId, identity, now);
    await spendFound(tx, link.id, now, added.accountId);
    if (invitation.invitation) await spendFound(tx, invitation.invitation, now, added.accountId);
    return { ...added, secret: await beginSession(tx.db, added.accountId, device, now) };
  });
}

/** Whom an invitation lets somebody become. Where they were removed meanwhile, as the sample's people are, whoever joins is new. */
async function findInvitedPerson(db: DatabaseClient, { personId }: Invitation): Promise<number | undefined> {
  const person = personId === undefined ? null : await findPersonById(db, personId);
  return person && isPresent(person) ? person.id : undefined;
}

/** A link that makes its follower the first administrator; null where there is one. Those printed before are good no more. */
export const offerFirstRun = (db: Database, now: Date): Promise<string | null> =>
  db.write(async (tx) => {
    if ((await countAdministrators(tx.db)) > 0) return null;
    await tx.db.token.deleteMany({ where: { purpose: "first-run" } });
    return issueToken(tx, "first-run", {}, now);
  });
