// Secrets that can be used once. The table knows only the hash of each, so that who reads it can use none.

import { createHash, randomBytes } from "node:crypto";
import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { RESEND_S } from "./account.schema";
import { PASSKEY_MINUTES } from "./passkey/passkey.schema";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long each is good for. */
export const LIFETIMES = {
  /** Makes whoever follows it the first administrator. Printed on each start until there is one. */
  "first-run": 7 * DAY_MS,
  join: DAY_MS,
  invitation: 30 * DAY_MS,
  reset: HOUR_MS,
  "email-old": DAY_MS,
  "email-new": DAY_MS,
  /** A mail may be read long after it came. */
  unsubscribe: 365 * DAY_MS,
  /** On the way to another site and back. */
  identity: 15 * MINUTE_MS,
  /** What a passkey is to sign. */
  passkey: PASSKEY_MINUTES * MINUTE_MS,
} as const;

export type Purpose = keyof typeof LIFETIMES;

/** Long enough to say "expired" or "used" of a link, and not merely "unknown". */
export const KEEP_TOKENS_MS = 30 * DAY_MS;

export interface FoundToken<Payload> {
  id: number;
  accountId: number | null;
  payload: Payload;
  createdAt: Date;
  expiresAt: Date;
}

export type TokenRefusal = { ok: false; reason: "token.unknown" | "token.expired" | "token.used" };

/** Whatever opens something: 192 bits, in letters that stand in an address as they are. (Capitals don't: this site's are small.) */
export const newSecret = (): string => randomBytes(24).toString("hex");
export const hashSecret = (secret: string): string => createHash("sha256").update(secret).digest("base64url");

/** Makes one; gives the secret, which can't be had again. `lifetime` in milliseconds, where it isn't the usual; `askedAs` where
 *  it is mailed to whoever asks, so that `wasSentLately` knows. */
export async function issueToken(
  tx: Pick<Transaction, "db">,
  purpose: Purpose,
  {
    accountId,
    payload = {},
    lifetime,
    askedAs,
  }: { accountId?: number; payload?: object; lifetime?: number; askedAs?: string },
  now: Date,
): Promise<string> {
  const secret = newSecret();
  await tx.db.token.create({
    data: {
      hash: hashSecret(secret),
      purpose,
      accountId: accountId ?? null,
      payload: JSON.stringify(payload),
      askedAs: askedAs ?? null,
      createdAt: now,
      expiresAt: new Date(now.getTime() + (lifetime ?? LIFETIMES[purpose])),
    },
  });
  return secret;
}

/** What somebody asks to be mailed, as it is compared: the address, and what else makes one link other than another. */
export const askedFor = (...what: unknown[]): string => hashSecret(JSON.stringify(what));

/** Whether a link that was asked for in the same way was mailed in the last hour and is still good. `accountId` is whose it is. */
export async function wasSentLately(
  tx: Pick<Transaction, "db">,
  askedAs: string,
  accountId: number | null,
  now: Date,
): Promise<boolean> {
  const since = new Date(now.getTime() - RESEND_S * 1000);
  const good = { askedAs, accountId, usedAt: null, createdAt: { gt: since }, expiresAt: { gt: now } };
  return (await tx.db.token.findFirst({ where: good, select: { id: true } })) !== null;
}

/** What a secret is good for, without using it. */
export async function findToken<Payload extends object>(
  db: DatabaseClient,
  purpose: Purpose,
  secret: string,
  now: Date,
): Promise<({ ok: true } & FoundToken<Payload>) | TokenRefusal> {
  return judge(await db.token.findUnique({ where: { hash: hashSecret(secret) } }), purpose, now);
}

/** The same for one that another names: a letter that was asked for by an invitation names it, and can't know its secret. */
export async function findTokenById<Payload extends object>(
  db: DatabaseClient,
  purpose: Purpose,
  id: number,
  now: Date,
): Promise<({ ok: true } & FoundToken<Payload>) | TokenRefusal> {
  return judge(await db.token.findUnique({ where: { id } }), purpose, now);
}

interface TokenRow extends Omit<FoundToken<string>, "payload"> {
  purpose: string;
  payload: string;
  usedAt: Date | null;
}

function judge<Payload extends object>(
  token: TokenRow | null,
  purpose: Purpose,
  now: Date,
): ({ ok: true } & FoundToken<Payload>) | TokenRefusal {
  if (!token || token.purpose !== purpose) return { ok: false, reason: "token.unknown" };
  if (token.usedAt) return { ok: false, reason: "token.used" };
  if (token.expiresAt <= now) return { ok: false, reason: "token.expired" };
  const { id, accountId, createdAt, expiresAt } = token;
  return { ok: true, id, accountId, createdAt, expiresAt, payload: JSON.parse(token.payload) as Payload };
}

/** The same, and uses it up. Of several at once, one has it. */
export async function spendToken<Payload extends object>(
  tx: Pick<Transaction, "db">,
  purpose: Purpose,
  secret: string,
  now: Date,
): Promise<({ ok: true } & FoundToken<Payload>) | TokenRefusal> {
  const found = await findToken<Payload>(tx.db, purpose, secret, now);
  if (!found.ok) return found;
  return (await spendFound(tx, found.id, now)) ? found : { ok: false, reason: "token.used" };
}

/** Uses up what was found; `accountId` is whom it made. False where another was quicker. */
export async function spendFound(
  tx: Pick<Transaction, "db">,
  id: number,
  now: Date,
  accountId?: number,
): Promise<boolean> {
  const data = { usedAt: now, ...(accountId !== undefined && { accountId }) };
  return (await tx.db.token.updateMany({ where: { id, usedAt: null }, data })).count === 1;
}

/**
 * Takes back what was issued to an account for these purposes: what it led to is done, or no longer wanted. What was used stays,
 * so that its link says so.
 */
export async function revokeTokens(tx: Pick<Transaction, "db">, accountId: number, purposes: Purpose[]) {
  await tx.db.token.deleteMany({ where: { accountId, purpose: { in: purposes }, usedAt: null } });
}

/** Forgets what could long no longer be used. At once: challenges, of which each page to sign in on takes some, and that an address
 *  without an account asked for a new password. */
export async function pruneTokens(db: DatabaseClient, now: Date): Promise<void> {
  const longAgo = new Date(now.getTime() - KEEP_TOKENS_MS);
  const challenges = { purpose: "passkey", expiresAt: { lt: new Date(now.getTime() - HOUR_MS) } };
  const nobodys = { purpose: "reset", accountId: null, expiresAt: { lt: now } };
  await db.token.deleteMany({ where: { OR: [{ expiresAt: { lt: longAgo } }, challenges, nobodys] } });
}
