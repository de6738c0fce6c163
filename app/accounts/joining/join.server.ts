// Joining: an e-mail with a link, and a form for name and handle. Nothing is stored about a person before
// they follow the link, so nobody can block an address or a handle.

import { isPresent } from "~/people/person";
import { findPersonById } from "~/people/person.server";
import { may } from "~/people/policy";
import { isRole, ROLE_MEANINGS, type Role } from "~/people/roles";
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
import { joinEmail, joinedAlreadyEmail, welcomeEmail } from "../mail/emails";
import { isPasskeyTaken, keepPasskey, type NewPasskey } from "../passkey/passkey.server";
import { beginSession, type Device } from "../session/session.server";
import {
  askedFor,
  findToken,
  hashSecret,
  issueToken,
  spendFound,
  type TokenRefusal,
  wasSentLately,
} from "../token.server";
import { findInvitation, findInvitationById, spendInvitation } from "./invitation.server";
import type { JoinRequest, JoinTerms } from "./join-terms";

export interface JoiningDeps extends Correspondent {
  db: Database;
}

/** Purposes of tokens; an invitation has a table of its own. */
const MAILED = ["join", "first-run"] as const;
export type JoinLink = (typeof MAILED)[number] | "invitation";

/** E-mails a link to join, perhaps through an invitation. Sends nothing if the same was requested within the
 *  last hour and that link is still valid. The answer doesn't reveal whether the address has an account. */
export async function askToJoin(
  deps: JoiningDeps,
  email: string,
  now: Date,
  { invitation, ...along }: { invitation?: string } & Omit<JoinRequest, "email"> = {},
): Promise<{ ok: true } | { ok: false; reason: "join.invited-only" } | TokenRefusal> {
  return deps.db.write(async (tx) => {
    const { joining } = await readSite(tx.db);
    const invited = invitation === undefined ? null : await findInvitation(tx.db, invitation, now);
    if (invited && !invited.ok) return invited;
    if (joining !== "open" && !invited) return { ok: false, reason: "join.invited-only" };
    await writeToJoiner(tx, deps, { email, ...along }, invited?.id, now);
    return { ok: true };
  });
}

/** Sends the link; if the address has an account already, an e-mail that says so. */
async function writeToJoiner(
  tx: Transaction,
  deps: JoiningDeps,
  payload: JoinRequest & { email: string },
  invitationId: number | undefined,
  now: Date,
): Promise<void> {
  const { email } = payload;
  const account = await findAccountByEmail(tx.db, email);
  if (account) {
    const askedAs = askedFor("reset", email);
    if (await wasSentLately(tx, askedAs, account.id, now)) return;
    const secret = await issueToken(tx, "reset", { accountId: account.id, askedAs }, now);
    const href = `${deps.siteUrl}/reset/${secret}`;
    return writeTo(tx, deps, email, (siteName) => joinedAlreadyEmail(siteName, href), now);
  }
  const askedAs = askedFor("join", payload, invitationId);
  if (await wasSentLately(tx, askedAs, null, now)) return;
  const secret = await issueToken(tx, "join", { payload, askedAs, invitationId }, now);
  const href = `${deps.siteUrl}/join/${secret}`;
  return writeTo(tx, deps, email, (siteName) => joinEmail(siteName, href), now);
}

/** Finds a link to join and its payload, including the invitation through which it was requested. The first
 *  administrator's link is invalid once there is an administrator. */
export async function findJoinLink(
  db: DatabaseClient,
  secret: string,
  now: Date,
): Promise<FoundLink | TokenRefusal> {
  for (const kind of MAILED) {
    const found = await findToken<JoinRequest>(db, kind, secret, now);
    if (!found.ok && found.reason === "token.unknown") continue;
    if (!found.ok) return found;
    if (kind === "first-run" && (await countAdministrators(db)) > 0)
      return { ok: false, reason: "token.used" };
    const { id, payload, invitationId } = found;
    if (invitationId === null) return { ok: true, kind, terms: payload, tokenId: id };
    const invited = await findInvitationById(db, invitationId, now);
    if (!invited.ok) return invited;
    return { ok: true, kind, terms: { ...invited.terms, ...payload }, tokenId: id, invitationId };
  }
  const invited = await findInvitation(db, secret, now);
  return invited.ok
    ? { ok: true, kind: "invitation", terms: invited.terms, invitationId: invited.id }
    : invited;
}

interface FoundLink {
  ok: true;
  kind: JoinLink;
  terms: JoinTerms;
  /** The rows that joining uses up. */
  tokenId?: number;
  invitationId?: number;
}

/** The sign-in method of a new account: a password, a passkey bound to `webauthnId`, or an identity. */
export interface SignInMethod {
  email?: string | undefined;
  passwordHash: string | null;
  passkey?: NewPasskey & { webauthnId: string };
  /** Secret in the browser's cookie since the sign-in with another site. */
  browser?: string | null;
}

/** The identity in a link to join, if it is opened in the browser that was at the provider. In another
 *  browser it may be a stranger's, who would get access to the new account. */
export const identityOf = ({ identity }: JoinTerms, browser: string | null): Identity | null =>
  identity && browser !== null && hashSecret(browser) === identity.browser ? identity : null;

export interface Joined {
  ok: true;
  kind: JoinLink;
  secret: string;
  accountId: number;
  personId: number;
  email: string;
}

export type JoinRefusal =
  | AddAccountRefusal
  | TokenRefusal
  | { ok: false; reason: "join.no-address" | "passkey.taken" | "identity.taken" };

/** Creates the account of a link and signs it in. Returns the secret for the cookie. `email` is needed if the
 *  link has no address, and trusted only for the first administrator, whose link shows that they run the
 *  machine. */
export async function joinWith(
  tx: Transaction,
  deps: Correspondent,
  secret: string,
  { name, handle }: Omit<JoinInput, "password">,
  { email, passwordHash, passkey, browser }: SignInMethod,
  device: Device,
  now: Date,
): Promise<Joined | JoinRefusal> {
  const link = await findJoinLink(tx.db, secret, now);
  if (!link.ok) return link;
  const { kind, terms } = link;
  const address = terms.email ?? (kind === "first-run" ? email : undefined);
  if (!address) return { ok: false, reason: "join.no-address" } as const;
  const { newRole } = await readSite(tx.db);
  const given = terms.role ?? (isRole(newRole) ? newRole : "reader");
  const role = kind === "first-run" ? "administrator" : given;
  const personId = await findInvitedPerson(tx.db, terms);
  // A refusal rolls nothing back, so everything is checked before anything is created.
  if (passkey && (await isPasskeyTaken(tx.db, passkey.credentialId)))
    return { ok: false, reason: "passkey.taken" } as const;
  const identity = identityOf(terms, browser ?? null);
  if (identity && (await findByIdentity(tx.db, identity)))
    return { ok: false, reason: "identity.taken" } as const;
  const webauthnId = passkey?.webauthnId;
  const account = { email: address, name, handle, role, passwordHash, personId, webauthnId };
  const added = await addAccount(tx, account, now);
  if (!added.ok) return added;
  if (passkey) await keepPasskey(tx, added.accountId, passkey, now);
  if (identity) await addIdentity(tx, added.accountId, identity, now);
  if (link.tokenId !== undefined) await spendFound(tx, link.tokenId, now, added.accountId);
  if (link.invitationId !== undefined) await spendInvitation(tx, link.invitationId, added.accountId, now);
  // The first administrator is at the site's own page of first steps, and has set up no e-mail yet.
  if (kind !== "first-run") await welcome(tx, deps, { address, role, personId: added.personId }, now);
  return { ...added, kind, email: address, secret: await beginSession(tx.db, added.accountId, device, now) };
}

function welcome(
  tx: Transaction,
  deps: Correspondent,
  { address, role, personId }: { address: string; role: Role; personId: number },
  now: Date,
): Promise<void> {
  const mayWrite = may({ kind: "person", id: personId, role, moderates: false }, "post.write");
  const as = { role, mayWrite, meaning: ROLE_MEANINGS[role] };
  return writeTo(tx, deps, address, (siteName) => welcomeEmail(siteName, deps.siteUrl, as), now);
}

/** The person whom an invitation is for; if they were deleted meanwhile, like the sample's people, a new
 *  person is created. */
async function findInvitedPerson(db: DatabaseClient, { personId }: JoinTerms): Promise<number | undefined> {
  const person = personId === undefined ? null : await findPersonById(db, personId);
  return person && isPresent(person) ? person.id : undefined;
}

/** A link to become the first administrator; null if there is one. Earlier links become invalid. */
export const offerFirstRun = (db: Database, now: Date): Promise<string | null> =>
  db.write(async (tx) => {
    if ((await countAdministrators(tx.db)) > 0) return null;
    await tx.db.token.deleteMany({ where: { purpose: "first-run" } });
    return issueToken(tx, "first-run", {}, now);
  });
