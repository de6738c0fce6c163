// Browsers that an account has signed in with, identified by a secret in a cookie; the table has its hash.
// Being known grants no access: it only counts wrong passwords separately.

import type { DatabaseClient } from "~/platform/database/database.server";
import { KNOWN_BROWSER_S, MAX_KNOWN_BROWSERS } from "../account.schema";
import { hashSecret } from "../token.server";

/** Includes the account, so that two people at one browser are not mixed up. */
const hashFor = (accountId: number, secret: string) => hashSecret(`${accountId}:${secret}`);

/** The id of a browser that an account has signed in with; null if unknown. One query for any account. */
export async function findKnownBrowser(
  db: DatabaseClient,
  accountId: number,
  secret: string,
  now: Date,
): Promise<number | null> {
  const known = await db.knownBrowser.findUnique({ where: { hash: hashFor(accountId, secret) } });
  return known && known.expiresAt > now ? known.id : null;
}

/** Remembers a browser. Beyond MAX_KNOWN_BROWSERS, the least recently used one is forgotten. */
export async function rememberBrowser(
  db: DatabaseClient,
  accountId: number,
  secret: string,
  now: Date,
): Promise<void> {
  const hash = hashFor(accountId, secret);
  const used = { lastUsedAt: now, expiresAt: new Date(now.getTime() + KNOWN_BROWSER_S * 1000) };
  await db.knownBrowser.upsert({ where: { hash }, create: { hash, accountId, ...used }, update: used });
  const tooMany = await db.knownBrowser.findMany({
    where: { accountId },
    orderBy: [{ lastUsedAt: "desc" }, { id: "desc" }],
    skip: MAX_KNOWN_BROWSERS,
    select: { id: true },
  });
  if (tooMany.length > 0)
    await db.knownBrowser.deleteMany({ where: { id: { in: tooMany.map(({ id }) => id) } } });
}

export async function pruneKnownBrowsers(db: DatabaseClient, now: Date): Promise<void> {
  await db.knownBrowser.deleteMany({ where: { expiresAt: { lte: now } } });
}
