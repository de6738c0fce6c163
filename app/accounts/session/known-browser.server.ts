// The browsers that an account has signed in with: each is known again by a secret in a cookie, of which the table has a hash.
// To be known lets nobody in. It only means that wrong passwords from there are counted by themselves.

import type { DatabaseClient } from "~/platform/database/database.server";
import { KNOWN_BROWSER_S, MAX_KNOWN_BROWSERS } from "../account.schema";
import { hashSecret } from "../token.server";

/** Two people at one browser share its secret, and neither is taken for the other. */
const hashFor = (accountId: number, secret: string) => hashSecret(`${accountId}:${secret}`);

/** The row of a browser that an account has signed in with; null where it hasn't. One query, whichever account it is. */
export async function findKnownBrowser(
  db: DatabaseClient,
  accountId: number,
  secret: string,
  now: Date,
): Promise<number | null> {
  const known = await db.knownBrowser.findUnique({ where: { hash: hashFor(accountId, secret) } });
  return known && known.expiresAt > now ? known.id : null;
}

/** Knows a browser from now on. An account knows so many: the one that was used longest ago is forgotten for it. */
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
