// Who is signed in where. A cookie holds a random secret, the table its hash.

import { isRole } from "~/people/roles";
import type { Member } from "~/people/viewer";
import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { networkOf } from "~/platform/http/network";
import {
  KEEP_ADDRESS_DAYS,
  SESSION_IDLE_S,
  SESSION_LIFE_S,
  SESSION_TOUCH_S,
  SESSIONS_SHOWN,
} from "../account.schema";
import { hashSecret, newSecret } from "../token.server";
import { rememberBrowser } from "./known-browser.server";

/** What is known of the device that signs in. */
export interface Device {
  /** In words: "Firefox on Linux". */
  device: string;
  /** Its network address. */
  address: string;
  /** The secret by which the browser is to be known again, which it keeps in a cookie; undefined where it isn't to be. */
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

/** Signs an account in, in a browser that is known from now on. Gives the secret for the cookie. */
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

/** The same where the account may have been closed since its way in was looked at, which takes a while: null then. */
export async function beginSessionIfActive(
  tx: Transaction,
  accountId: number,
  device: Device,
  now: Date,
): Promise<string | null> {
  const isActive = (await tx.db.account.count({ where: { id: accountId, status: "active" } })) > 0;
  return isActive ? beginSession(tx.db, accountId, device, now) : null;
}

/** Who a cookie's secret says is there; null where it says nothing any more. One query, and now and then a second. */
export async function findMember(db: DatabaseClient, secret: string, now: Date): Promise<Member | null> {
  const session = await db.session.findUnique({
    where: { tokenHash: hashSecret(secret) },
    select: {
      id: true,
      accountId: true,
      createdAt: true,
      lastUsedAt: true,
      expiresAt: true,
      account: {
        select: {
          ...{ role: true, status: true, passwordChangedAt: true },
          person: { select: { id: true, handle: true, name: true } },
        },
      },
    },
  });
  if (!session) return null;
  const { id, accountId, createdAt, lastUsedAt, expiresAt, account } = session;
  if (expiresAt <= now || later(lastUsedAt, SESSION_IDLE_S) <= now) return null;
  if (account.status !== "active" || !isRole(account.role)) return null;
  // To measure a password takes a while, in which a new one may have ended all sessions: what the old one begins is over.
  if (account.passwordChangedAt && createdAt < account.passwordChangedAt) return null;
  if (later(lastUsedAt, SESSION_TOUCH_S) <= now)
    await db.session.updateMany({ where: { id }, data: { lastUsedAt: now } });
  return { kind: "person", sessionId: id, accountId, role: account.role, ...account.person };
}

/** Where an account is signed in, the one used last first. */
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

/** Whether somebody signed in so recently that it is surely still they. */
export async function isFresh(
  db: DatabaseClient,
  { sessionId }: Member,
  seconds: number,
  now: Date,
): Promise<boolean> {
  const session = await db.session.findUnique({ where: { id: sessionId }, select: { createdAt: true } });
  return session !== null && later(session.createdAt, seconds) > now;
}

/** Whether a session still stands, for what took a while: a new password, or an administrator, may have ended it meanwhile. */
export const isOpen = async (db: DatabaseClient, { accountId, sessionId }: Member): Promise<boolean> =>
  (await db.session.count({ where: { id: sessionId, accountId } })) > 0;

/** Ends one of an account's sessions. Another account's stays. */
export async function endSession(db: DatabaseClient, accountId: number, id: number): Promise<boolean> {
  return (await db.session.deleteMany({ where: { accountId, id } })).count === 1;
}

/** Ends all of an account's sessions, but for one where it is named. */
export async function endSessions(
  tx: Pick<Transaction, "db">,
  accountId: number,
  but?: number,
): Promise<void> {
  await tx.db.session.deleteMany({ where: { accountId, ...(but !== undefined && { id: { not: but } }) } });
}

/** The same session under a new secret, for a new cookie, as begun now by who has proved themselves: whoever had the old is out. */
export async function renewSession(tx: Pick<Transaction, "db">, id: number, now: Date): Promise<string> {
  const secret = newSecret();
  await tx.db.session.update({ where: { id }, data: { tokenHash: hashSecret(secret), createdAt: now } });
  return secret;
}

/** Forgets sessions that are over, and cuts addresses short that were kept long enough. */
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

/** The network's part of an address: "192.0.2.0" of 192.0.2.17, a /64 of IPv6. */
export function shortenAddress(address: string): string {
  return networkOf(address).replace(/^(\d+\.\d+\.\d+)\.\d+$/, "$1.0");
}
