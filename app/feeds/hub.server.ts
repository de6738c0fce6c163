// Tells a WebSub hub that feeds have changed. What a publisher says to its hub is as the hubs understand it
// (https://pubsubhubbub.github.io/PubSubHubbub/pubsubhubbub-core-0.3.html, section 7.1): WebSub itself leaves it open.

import pLimit from "p-limit";
import { FORMAT_NAMES, feedPath } from "./feed";

/** Hubs answer at once, and fetch the feed later. With MAX_FEEDS feeds, even a slow hub stays within a job's minute. */
const LIMIT_MS = 8_000;
const AT_ONCE = 6;
/** The feeds that one post is in: the site's, and those of its tags, writers and series, and of the posts that it links to. */
const MAX_FEEDS = 40;

/** Tells the hub about the feeds of these pages, in every format. Throws if it doesn't take one of them. */
export async function tellHub(hub: string, siteUrl: string, paths: string[]): Promise<void> {
  const limit = pLimit(AT_ONCE);
  const topics = paths
    .slice(0, MAX_FEEDS)
    .flatMap((path) => FORMAT_NAMES.map((format) => siteUrl + feedPath(path, format)));
  const told = await Promise.allSettled(topics.map((topic) => limit(() => publish(hub, topic))));
  const failed = told.find((one) => one.status === "rejected");
  if (failed) throw failed.reason;
}

/** One feed for each request, because some hubs read only one. */
async function publish(hub: string, topic: string): Promise<void> {
  const answer = await fetch(hub, {
    method: "POST",
    body: new URLSearchParams({ "hub.mode": "publish", "hub.url": topic }),
    headers: { "User-Agent": "Longtable" },
    redirect: "error",
    signal: AbortSignal.timeout(LIMIT_MS),
  });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`The hub answered ${answer.status} for ${topic}.`);
}
