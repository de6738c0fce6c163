// The authority in the tag URIs of feeds (RFC 4151). It is stored, so that the ids stay the same when the
// site moves to another host.

import { randomBytes } from "node:crypto";
import type { Database, DatabaseClient } from "~/platform/database/database.server";

/** Hosts that every machine has: feeds of different sites would share ids under them. */
const isLocal = (host: string) => /(^|\.)localhost$|^127\.|^\[?::1\]?$|^0\.0\.0\.0$/.test(host);

/** The stored authority, or the host of `siteUrl` if the site has never been started. */
export async function readFeedAuthority(db: DatabaseClient, siteUrl: string): Promise<string> {
  const site = await db.site.findUnique({ where: { id: 1 }, select: { feedAuthority: true } });
  return site?.feedAuthority || new URL(siteUrl).hostname;
}

/** Stores the authority when the site is first started: its host. A new site on a local host gets a random
 *  name; a site from before the authority was stored keeps the host that its subscribers know. */
export async function keepFeedAuthority(db: Database, siteUrl: string): Promise<void> {
  const host = new URL(siteUrl).hostname;
  const set = (before: string | null, feedAuthority: string) =>
    db.site.updateMany({ where: { id: 1, feedAuthority: before }, data: { feedAuthority } });
  await set(null, host);
  await set("", isLocal(host) ? `${randomBytes(8).toString("hex")}.localhost` : host);
}
