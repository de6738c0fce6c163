// Accounts: e-mail address, role, status.

import { randomBytes } from "node:crypto";
import { createPerson, isHandleTaken, PEOPLE_KEY, personKey, renamePerson } from "~/people/person.server";
import type { Role } from "~/people/roles";
import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { revokeInvitationsBy } from "./joining/invitation-ends.server";
import { MODERATORS_KEY } from "./moderators.server";
import { endSessions } from "./session/session.server";

export interface NewAccount {
  email: string;
  name: string;
  handle: string;
  role: Role;
  passwordHash: string | null;
  /** A person named in bylines who gets an account; otherwise a new person is created. */
  personId?: number | undefined;
  /** The user handle of a passkey that was created before the account. */
  webauthnId?: string | undefined;
}

export type AddAccountRefusal = {
  ok: false;
  reason: "account.email-taken" | "account.handle-taken" | "account.person-has-one";
};

/** Creates an account, and a person if needed. Refuses an e-mail address or a handle that is taken, and a
 *  person who has an account. Of two simultaneous calls with the same values, one succeeds. */
export async function addAccount(
  tx: Transaction,
  { email, name, handle, role, passwordHash, personId, webauthnId }: NewAccount,
  now: Date,
): Promise<{ ok: true; accountId: number; personId: number } | AddAccountRefusal> {
  if (await findAccountByEmail(tx.db, email)) return { ok: false, reason: "account.email-taken" };
  if (personId !== undefined && (await tx.db.account.count({ where: { personId } })) > 0)
    return { ok: false, reason: "account.person-has-one" };
  const person = await nameAccount(tx, { name, handle }, personId, now);
  if (!person.ok) return person;
  const account = await tx.db.account.create({
    data: {
      ...{ personId: person.id, email, passwordHash, role, createdAt: now },
      // 256 random bits without personal data (WebAuthn, section 14.6.1).
      webauthnId: webauthnId ?? randomBytes(32).toString("base64url"),
    },
    select: { id: true },
  });
  tx.invalidate(personKey(person.id), PEOPLE_KEY, MODERATORS_KEY);
  return { ok: true, accountId: account.id, personId: person.id };
}

/** The person of a new account: a new one, or an existing one under the given name and handle. */
async function nameAccount(
  tx: Transaction,
  named: { name: string; handle: string },
  personId: number | undefined,
  now: Date,
): Promise<{ ok: true; id: number } | { ok: false; reason: "account.handle-taken" }> {
  if (personId !== undefined) {
    const renamed = await renamePerson(tx, personId, named);
    return renamed.ok ? { ok: true, id: personId } : renamed;
  }
  if (await isHandleTaken(tx.db, named.handle)) return { ok: false, reason: "account.handle-taken" };
  return { ok: true, id: await createPerson(tx, named, now) };
}

const signInFields = { id: true, status: true, passwordHash: true } as const;

/** The fields needed for signing in. `email` must be canonical. */
export const findAccountByEmail = (db: DatabaseClient, email: string) =>
  db.account.findUnique({ where: { email }, select: signInFields });

/** The e-mail address of an account; null if there is none. */
export const findEmail = async (db: DatabaseClient, accountId: number | null): Promise<string | null> =>
  (await db.account.findUnique({ where: { id: accountId ?? 0 }, select: { email: true } }))?.email ?? null;

/** The fields that a person's own settings show. */
export const getAccount = (db: DatabaseClient, accountId: number) =>
  db.account.findUniqueOrThrow({
    where: { id: accountId },
    select: {
      id: true,
      email: true,
      role: true,
      notices: true,
      queueEmails: true,
      createdAt: true,
      passwordHash: true,
    },
  });

export const countAdministrators = (db: DatabaseClient): Promise<number> =>
  db.account.count({ where: { role: "administrator", status: "active" } });

/** Sets a password. Sessions begun with the previous one end, including sign-ins that are still running. */
export async function setPasswordHash(
  tx: Transaction,
  accountId: number,
  passwordHash: string,
  now: Date,
): Promise<void> {
  await tx.db.account.update({ where: { id: accountId }, data: { passwordHash, passwordChangedAt: now } });
}

export type AccountRefusal = { ok: false; reason: "account.not-found" | "account.last-administrator" };

/** Changes a role and ends all sessions of the account, because a session never gains or keeps other
 *  rights. */
export async function changeRole(
  tx: Transaction,
  accountId: number,
  role: Role,
  now: Date,
): Promise<{ ok: true; changed: boolean } | AccountRefusal> {
  const account = await tx.db.account.findUnique({
    where: { id: accountId },
    select: { personId: true, role: true },
  });
  if (!account) return { ok: false, reason: "account.not-found" };
  if (account.role === role) return { ok: true, changed: false };
  if (await isLastAdministrator(tx.db, accountId)) return { ok: false, reason: "account.last-administrator" };
  await tx.db.account.update({ where: { id: accountId }, data: { role } });
  invalidateRights(tx, account);
  await endSessions(tx, accountId);
  // Only administrators can have open invitations.
  await revokeInvitationsBy(tx, accountId, now);
  return { ok: true, changed: true };
}

/** Makes a reader a contributor, and nobody else. They may write drafts then and see nothing more, so they stay signed in: to be signed out by an
 *  invitation that they haven't read would be a riddle. Returns whether it did. */
export async function makeContributor(tx: Transaction, accountId: number): Promise<boolean> {
  const account = await tx.db.account.findFirst({
    where: { id: accountId, role: "reader" },
    select: { personId: true },
  });
  if (!account) return false;
  await tx.db.account.update({ where: { id: accountId }, data: { role: "contributor" } });
  invalidateRights(tx, account);
  return true;
}

/** Gives or takes the right to moderate. Like another role, it ends all sessions of the account. */
export async function setModerates(
  tx: Transaction,
  accountId: number,
  moderates: boolean,
): Promise<{ ok: true; changed: boolean } | { ok: false; reason: "account.not-found" }> {
  const account = await tx.db.account.findUnique({
    where: { id: accountId },
    select: { personId: true, moderates: true },
  });
  if (!account) return { ok: false, reason: "account.not-found" };
  if (account.moderates === moderates) return { ok: true, changed: false };
  await tx.db.account.update({ where: { id: accountId }, data: { moderates } });
  invalidateRights(tx, account);
  await endSessions(tx, accountId);
  return { ok: true, changed: true };
}

/** Deactivates an account, which keeps its posts and comments, or activates it again. */
export async function setActive(
  tx: Transaction,
  accountId: number,
  active: boolean,
  now: Date,
): Promise<{ ok: true } | AccountRefusal> {
  const account = await tx.db.account.findUnique({ where: { id: accountId }, select: { personId: true } });
  if (!account) return { ok: false, reason: "account.not-found" };
  if (!active && (await isLastAdministrator(tx.db, accountId)))
    return { ok: false, reason: "account.last-administrator" };
  await tx.db.account.update({
    where: { id: accountId },
    data: { status: active ? "active" : "deactivated" },
  });
  invalidateRights(tx, account);
  await endSessions(tx, accountId);
  if (!active) await revokeInvitationsBy(tx, accountId, now);
  return { ok: true };
}

/** Pages say beside a name that somebody is a moderator. */
const invalidateRights = (tx: Transaction, { personId }: { personId: number }) =>
  tx.invalidate(personKey(personId), MODERATORS_KEY);

/** Whether this is the only active administrator: a site must keep one. */
export async function isLastAdministrator(db: DatabaseClient, accountId: number): Promise<boolean> {
  const account = await db.account.findUnique({
    where: { id: accountId },
    select: { role: true, status: true },
  });
  if (account?.role !== "administrator" || account.status !== "active") return false;
  return (await countAdministrators(db)) === 1;
}
