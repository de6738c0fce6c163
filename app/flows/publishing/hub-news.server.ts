// What a WebSub hub is told: that a post was published or changed, or has a new response. Imports tell it nothing: what they
// bring is old.

import { z } from "zod";
import { RESPONSES_PATH } from "~/feeds/feed";
import { tellHub } from "~/feeds/hub.server";
import { isPresent, personPath } from "~/people/person";
import { listPingedPosts } from "~/pingbacks/pingback.server";
import type { Database, DatabaseClient, Transaction } from "~/platform/database/database.server";
import { defineJob } from "~/platform/jobs/job";
import { ensureBy } from "~/platform/jobs/jobs.server";
import { postPath } from "~/posts/post";
import { listPostsByIds } from "~/posts/post.server";
import { seriesPath } from "~/series/series";
import { tagPath } from "~/tags/tag-list";
import { isApproved } from "~/visibility/status";

/** A busy discussion is told of once in this time. */
const QUIET_MS = 30_000;

export interface HubDeps {
  /** The hub; null or absent if none is set. */
  hub?: string | null | undefined;
  siteUrl?: string;
}

interface Change {
  postId: number;
  of: "post" | "responses";
}

/** Tells the hub soon, unless that is planned already. */
export async function tellHubLater(
  tx: Transaction,
  { hub }: Pick<HubDeps, "hub">,
  change: Change,
  now: Date,
): Promise<void> {
  if (!hub) return;
  const at = new Date(now.getTime() + QUIET_MS);
  await ensureBy(tx, tellHubJob, change, { at, key: `tell-hub:${change.of}:${change.postId}`, now });
}

/** The same if a response's status changed from or to one that feeds show. A hub keeps what it fetched, so it is told of
 *  what is hidden, too. */
export async function tellHubOfStatus(
  tx: Transaction,
  deps: Pick<HubDeps, "hub">,
  { postId, was, to }: { postId: number; was: string; to: string },
  now: Date,
): Promise<void> {
  if (isApproved({ status: was }) === isApproved({ status: to })) return;
  await tellHubLater(tx, deps, { postId, of: "responses" }, now);
}

export const tellHubJob = defineJob({
  kind: "tell-hub",
  queue: "outbound",
  payload: z.object({ postId: z.number().int(), of: z.enum(["post", "responses"]) }),
  describe: ({ postId, of }) => (of === "post" ? `post ${postId}` : `responses to post ${postId}`),
  async run({ db, hub, siteUrl = "" }: HubDeps & { db: Database }, change): Promise<void> {
    if (hub) await tellHub(hub, siteUrl, await listChanged(db, change));
  },
});

/** The pages whose feeds show the change, as they are now; none if the post was withdrawn meanwhile. */
async function listChanged(db: DatabaseClient, { postId, of }: Change): Promise<string[]> {
  const [post] = await listPostsByIds(db, [postId]);
  if (!post) return [];
  if (of === "responses") return [RESPONSES_PATH, postPath(post.slug)];
  const people = [...post.writers, ...post.presenters].filter(isPresent);
  const pinged = await listPostsByIds(db, await listPingedPosts(db, postId));
  return [
    "/",
    ...post.tags.map(({ slug }) => encodeURI(tagPath(slug))),
    ...(post.series ? [seriesPath(post.series.slug)] : []),
    ...people.map(({ handle }) => personPath(handle)),
    ...(pinged.length > 0 ? [RESPONSES_PATH] : []),
    ...pinged.map(({ slug }) => postPath(slug)),
  ];
}
