// In whose name the ids in feeds are given (RFC 4151). It is kept, so that they stay the same when the site moves to another host.

import { randomBytes } from "node:crypto";
import type { Database, DatabaseClient } from "~/platform/database/database.server";

/** Names that every machine has for itself: ids that begin with one alone would be those of other sites too. */
const isLocal = (host: string) => /(^|\.)localhost$|^127\.|^\[?::1\]?$|^0\.0\.0\.0$/.test(host);

/** The name that this site's feeds have; until the site has been started once, its host. */
export async function readFeedAuthority(db: DatabaseClient, siteUrl: string): Promise<string> {
  const site = await db.site.findUnique({ where: { id: 1 }, select: { feedAuthority: true } });
  return site?.feedAuthority || new URL(siteUrl).hostname;
}

/**
 * Keeps the name that the site's feeds have from now on: the host at which it is served. A new site that is served to its own
 * machine takes one that is nobody else's; one that was served before this was kept goes on with what its readers know.
 */
export async function keepFeedAuthority(db: Database, siteUrl: string): Promise<void> {
  const host = new URL(siteUrl).hostname;
  const set = (before: string | null, feedAuthority: string) =>
    db.site.updateMany({ where: { id: 1, feedAuthority: before }, data: { feedAuthority } });
  await set(null, host);
  await set("", isLocal(host) ? `${randomBytes(8).toString("hex")}.localhost` : host);
}
