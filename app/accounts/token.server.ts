// Single-use secrets. The table stores only hashes, so that reading it gives no access.

import { createHash, randomBytes } from "node:crypto";
import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { RESEND_S } from "./account.schema";
import { PASSKEY_MINUTES } from "./passkey/passkey.schema";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Validity of each kind. */
export const LIFETIMES = {
  /** Makes the first administrator. Printed at each start until there is one. */
  "first-run": 7 * DAY_MS,
  join: DAY_MS,
  reset: HOUR_MS,
  "email-old": DAY_MS,
  "email-new": DAY_MS,
  /** An e-mail may be read long after it was sent. */
  unsubscribe: 365 * DAY_MS,
  /** Confirms a guest's address (comments/guests/). */
  "guest-email": 7 * DAY_MS,
  "guest-unsubscribe": 365 * DAY_MS,
  /** For the sign-in at a provider. */
  identity: 15 * MINUTE_MS,
  /** A passkey challenge. */
  passkey: PASSKEY_MINUTES * MINUTE_MS,
} as const;

export type Purpose = keyof typeof LIFETIMES;

/** Long enough to say "expired" or "used" instead of "unknown". */
export const KEEP_TOKENS_MS = 30 * DAY_MS;

export interface FoundToken<Payload> {
  id: number;
  accountId: number | null;
  invitationId: number | null;
  payload: Payload;
  createdAt: Date;
  expiresAt: Date;
}

export type TokenRefusal = { ok: false; reason: "token.unknown" | "token.expired" | "token.used" };

const SECRET_BYTES = 24;

/** 192 random bits in hexadecimal: safe in addresses, which this site lowercases. */
export const newSecret = (): string => randomBytes(SECRET_BYTES).toString("hex");
export const hashSecret = (secret: string): string => createHash("sha256").update(secret).digest("base64url");

/** A secret derived from values: the same for the same values, and as hard to guess as they are. */
export const secretFor = (...things: unknown[]): string =>
  createHash("sha256")
    .update(JSON.stringify(things))
    .digest("hex")
    .slice(0, 2 * SECRET_BYTES);

/** Creates a token. Returns its secret, which can't be recovered. `lifetime` is in milliseconds, if not the
 *  default; `askedAs` identifies the request, for `wasSentLately`; `invitationId` is the invitation through which it
 *  was requested. */
export async function issueToken(
  tx: Pick<Transaction, "db">,
  purpose: Purpose,
  {
    accountId,
    payload = {},
    lifetime,
    askedAs,
    invitationId,
  }: {
    accountId?: number;
    payload?: object;
    lifetime?: number;
    askedAs?: string;
    invitationId?: number | undefined;
  },
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
      invitationId: invitationId ?? null,
      createdAt: now,
      expiresAt: new Date(now.getTime() + (lifetime ?? LIFETIMES[purpose])),
    },
  });
  return secret;
}

/** A hash that identifies a request: the address, and whatever else distinguishes its link. */
export const askedFor = (...what: unknown[]): string => hashSecret(JSON.stringify(what));

/** Whether a link for the same request was sent within the last hour and is still valid. `accountId` is its
 *  owner. */
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

/** Whether a link for the same request was sent since then, also one that was used. */
export const wasAsked = async (tx: Pick<Transaction, "db">, askedAs: string, since: Date): Promise<boolean> =>
  (await tx.db.token.findFirst({ where: { askedAs, createdAt: { gt: since } }, select: { id: true } })) !==
  null;

/** Finds a token without using it. */
export async function findToken<Payload extends object>(
  db: DatabaseClient,
  purpose: Purpose,
  secret: string,
  now: Date,
): Promise<({ ok: true } & FoundToken<Payload>) | TokenRefusal> {
  return judge(await db.token.findUnique({ where: { hash: hashSecret(secret) } }), purpose, now);
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
  const { id, accountId, invitationId, createdAt, expiresAt } = token;
  return {
    ok: true,
    id,
    accountId,
    invitationId,
    createdAt,
    expiresAt,
    payload: JSON.parse(token.payload) as Payload,
  };
}

/** Finds and uses a token. Of several simultaneous calls, one succeeds. */
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

/** Uses a token that was found; `accountId` is the account created with it. Returns false if another call was
 *  faster. */
export async function spendFound(
  tx: Pick<Transaction, "db">,
  id: number,
  now: Date,
  accountId?: number,
): Promise<boolean> {
  const data = { usedAt: now, ...(accountId !== undefined && { accountId }) };
  return (await tx.db.token.updateMany({ where: { id, usedAt: null }, data })).count === 1;
}

/** Deletes the unused tokens of an account for these purposes. Used ones stay, so that their links can say
 *  so. */
export async function revokeTokens(tx: Pick<Transaction, "db">, accountId: number, purposes: Purpose[]) {
  await tx.db.token.deleteMany({ where: { accountId, purpose: { in: purposes }, usedAt: null } });
}

/** Deletes the links that ask a guest to confirm an address. */
export async function forgetTokensTo(tx: Pick<Transaction, "db">, email: string): Promise<void> {
  await tx.db.token.deleteMany({ where: { purpose: "guest-email", payload: JSON.stringify({ email }) } });
}

/** Deletes tokens long after they expired. Challenges, of which sign-in pages create many, reset requests
 *  without an account, and links with a guest's address are deleted at once. */
export async function pruneTokens(db: DatabaseClient, now: Date): Promise<void> {
  const longAgo = new Date(now.getTime() - KEEP_TOKENS_MS);
  const challenges = { purpose: "passkey", expiresAt: { lt: new Date(now.getTime() - HOUR_MS) } };
  const nobodys = { purpose: "reset", accountId: null, expiresAt: { lt: now } };
  const guests = { purpose: "guest-email", expiresAt: { lt: now } };
  await db.token.deleteMany({ where: { OR: [{ expiresAt: { lt: longAgo } }, challenges, nobodys, guests] } });
}
