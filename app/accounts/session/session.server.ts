// Sessions. The cookie has a random secret, the table its hash.

import { findNames } from "~/people/person.server";
import { isRole } from "~/people/roles";
import type { Member } from "~/people/viewer";
import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { findRow } from "~/platform/database/rows/row-statements.server";
import { networkOf } from "~/platform/http/request/network";
import {
  KEEP_ADDRESS_DAYS,
  SESSION_IDLE_S,
  SESSION_LIFE_S,
  SESSION_TOUCH_S,
  SESSIONS_SHOWN,
  VISIT_S,
} from "../account.schema";
import { hashSecret, newSecret } from "../token.server";
import { rememberBrowser } from "./known-browser.server";

/** The device that signs in. */
export interface Device {
  /** Readable: "Firefox on Linux". */
  device: string;
  /** Its IP address. */
  address: string;
  /** The secret in the cookie by which the browser will be recognised; undefined if it shouldn't be. */
  browser?: string;
}

export interface SessionSummary {
  id: number;
  device: string;
  address: string | null;
  createdAt: Date;
  lastUsedAt: Date;
}

const later = (date: Date, seconds: number) => new Date(date.getTime() + seconds * 1000);

/** Begins a session and remembers the browser. Returns the secret for the cookie. */
export async function beginSession(
  db: DatabaseClient,
  accountId: number,
  { device, address, browser }: Device,
  now: Date,
): Promise<string> {
  const secret = newSecret();
  await db.session.create({
    data: {
      ...{ accountId, device, address },
      tokenHash: hashSecret(secret),
      addressDue: later(now, KEEP_ADDRESS_DAYS * 24 * 60 * 60),
      createdAt: now,
      lastUsedAt: now,
      expiresAt: later(now, SESSION_LIFE_S),
    },
  });
  if (browser) await rememberBrowser(db, accountId, browser, now);
  return secret;
}

/** The same, but returns null if the account was deactivated or deleted while the sign-in was checked. */
export async function beginSessionIfActive(
  tx: Transaction,
  accountId: number,
  device: Device,
  now: Date,
): Promise<string | null> {
  const isActive = (await tx.db.account.count({ where: { id: accountId, status: "active" } })) > 0;
  return isActive ? beginSession(tx.db, accountId, device, now) : null;
}

/** The member of a session; null if the session is invalid. */
export async function findMember(db: DatabaseClient, secret: string, now: Date): Promise<Member | null> {
  const session = await findRow(db, "Session", SESSION_COLUMNS, { tokenHash: hashSecret(secret) });
  if (!session) return null;
  const { id, accountId, createdAt, lastUsedAt, expiresAt } = session;
  if (expiresAt <= now || later(lastUsedAt, SESSION_IDLE_S) <= now) return null;
  const account = await findRow(db, "Account", ACCOUNT_COLUMNS, { id: accountId });
  if (account?.status !== "active" || !isRole(account.role)) return null;
  // A sign-in with the old password may finish after the password was changed, so such a session is invalid.
  if (account.passwordChangedAt && createdAt < account.passwordChangedAt) return null;
  const isNewVisit = later(lastUsedAt, VISIT_S + SESSION_TOUCH_S) <= now;
  if (later(lastUsedAt, SESSION_TOUCH_S) <= now)
    await db.session.updateMany({
      where: { id },
      data: { lastUsedAt: now, ...(isNewVisit && { visitAt: now }) },
    });
  const person = await findNames(db, account.personId);
  if (!person) return null;
  const { role, moderates, readMarks, readParts } = account;
  const visitAt = isNewVisit ? now : (session.visitAt ?? createdAt);
  const kept = { readMarks, readParts, visitAt };
  return { kind: "person", sessionId: id, accountId, role, moderates, ...kept, ...person };
}

const SESSION_COLUMNS = {
  id: true,
  accountId: true,
  createdAt: true,
  lastUsedAt: true,
  visitAt: true,
  expiresAt: true,
} as const;

const ACCOUNT_COLUMNS = {
  personId: true,
  role: true,
  moderates: true,
  status: true,
  passwordChangedAt: true,
  readMarks: true,
  readParts: true,
} as const;

/** Open sessions of an account, last used first. */
export const listSessions = (db: DatabaseClient, accountId: number, now: Date): Promise<SessionSummary[]> =>
  db.session.findMany({
    where: {
      accountId,
      expiresAt: { gt: now },
      lastUsedAt: { gt: new Date(now.getTime() - SESSION_IDLE_S * 1000) },
    },
    orderBy: { lastUsedAt: "desc" },
    take: SESSIONS_SHOWN,
    select: { id: true, device: true, address: true, createdAt: true, lastUsedAt: true },
  });

/** Whether the session began recently enough that the person is surely the same. */
export async function isFresh(
  db: DatabaseClient,
  { sessionId }: Member,
  seconds: number,
  now: Date,
): Promise<boolean> {
  const session = await db.session.findUnique({ where: { id: sessionId }, select: { createdAt: true } });
  return session !== null && later(session.createdAt, seconds) > now;
}

/** Whether a session is still open. For use after slow work, during which a new password or an administrator
 *  may have ended it. */
export const isOpen = async (db: DatabaseClient, { accountId, sessionId }: Member): Promise<boolean> =>
  (await db.session.count({ where: { id: sessionId, accountId } })) > 0;

/** Ends a session of this account. Returns false if it has none with this id. */
export async function endSession(db: DatabaseClient, accountId: number, id: number): Promise<boolean> {
  return (await db.session.deleteMany({ where: { accountId, id } })).count === 1;
}

/** Ends all sessions of an account, except `but`. */
export async function endSessions(
  tx: Pick<Transaction, "db">,
  accountId: number,
  but?: number,
): Promise<void> {
  await tx.db.session.deleteMany({ where: { accountId, ...(but !== undefined && { id: { not: but } }) } });
}

/** Gives a session a new secret and start time after re-authentication. Holders of the old secret are signed
 *  out. */
export async function renewSession(tx: Pick<Transaction, "db">, id: number, now: Date): Promise<string> {
  const secret = newSecret();
  await tx.db.session.update({ where: { id }, data: { tokenHash: hashSecret(secret), createdAt: now } });
  return secret;
}

/** Deletes expired sessions and shortens IP addresses after KEEP_ADDRESS_DAYS. */
export async function pruneSessions(db: DatabaseClient, now: Date): Promise<void> {
  const idleSince = new Date(now.getTime() - SESSION_IDLE_S * 1000);
  await db.session.deleteMany({
    where: { OR: [{ expiresAt: { lte: now } }, { lastUsedAt: { lte: idleSince } }] },
  });
  const due = await db.session.findMany({
    where: { addressDue: { lte: now } },
    select: { id: true, address: true },
    take: 1_000,
  });
  for (const { id, address } of due)
    await db.session.updateMany({
      where: { id },
      data: { address: address && shortenAddress(address), addressDue: null },
    });
}

/** The network part of an IP address: "192.0.2.0" for 192.0.2.17, a /64 for IPv6. */
export function shortenAddress(address: string): string {
  return networkOf(address).replace(/^(\d+\.\d+\.\d+)\.\d+$/, "$1.0");
}
