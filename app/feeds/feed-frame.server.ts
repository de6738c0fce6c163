// What feeds of posts and of responses have in common.

import type { DatabaseClient } from "~/platform/database/database.server";
import { readFeedAuthority } from "~/site/feed-authority.server";
import { readSite, type Site } from "~/site/site.server";
import { type Feed, feedPath, tagUri } from "./feed";
import type { FeedDeps, FeedRequest, FeedSource } from "./feed-source";

export interface FeedSite extends Pick<Site, "name" | "tagline" | "language" | "licence"> {
  siteUrl: string;
  authority: string;
}

export async function readFeedSite({
  db,
  siteUrl,
}: {
  db: DatabaseClient;
  siteUrl: string;
}): Promise<FeedSite> {
  return { ...(await readSite(db)), siteUrl, authority: await readFeedAuthority(db, siteUrl) };
}

/** A feed without its entries. */
export function frameOf(
  { siteUrl, authority, name, tagline, language }: FeedSite,
  { thing, since, title, path, feed = feedPath(path, "rss"), description }: FeedSource,
  { here, stylesheet }: Pick<FeedRequest, "here" | "stylesheet">,
  { hub }: Pick<FeedDeps, "hub">,
  { updated, next }: { updated: Date[]; next: string | null },
): Feed {
  return {
    id: tagUri(authority, since, thing === "" ? "feed" : `${thing}/feed`),
    title: title === "" ? name : `${title} · ${name}`,
    description: description || (title === "" ? tagline || `Posts on ${name}` : `${title}, on ${name}`),
    pageUrl: siteUrl + path,
    feedUrl: siteUrl + feed,
    language,
    updatedAt: latest(since, ...updated),
    ...{ here, next, hub, stylesheet },
  };
}

export const latest = (...dates: Date[]) => new Date(Math.max(...dates.map((date) => date.getTime())));
