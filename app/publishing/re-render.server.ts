// What texts become is kept, and made again when the way of making it has changed: some at a time, beside the visitors.

import { z } from "zod";
import { listStaleComments, notePrefix, rewriteComment } from "~/comments/comment-rendering.server";
import { RENDER_VERSION } from "~/markdown/version";
import type { Writer } from "~/platform/database/database.server";
import { defineJob } from "~/platform/jobs/job";
import { ensureBy } from "~/platform/jobs/jobs.server";
import { listStalePosts, rewritePost } from "~/posts/post-rendering.server";
import { followLinks, type PublishingMeans } from "./publish-post.server";

/** A second or so of work, after which others have their turn. */
const POSTS_AT_ONCE = 10;
const COMMENTS_AT_ONCE = 100;

const KEY = "re-render";

/** Has every text that an older version made, made again. */
export const reRenderJob = defineJob({
  kind: "re-render",
  payload: z.object({}),
  async run(means: PublishingMeans, _payload, now) {
    const posts = await reRenderPosts(means, now);
    const comments = posts > 0 ? 0 : await reRenderComments(means);
    if (posts + comments > 0) await means.db.write((tx) => beginReRendering(tx, now));
  },
});

export const beginReRendering = (tx: Writer, now: Date) =>
  ensureBy(tx, reRenderJob, {}, { at: now, key: KEY, now });

/** Whether some text was made by an older version. */
export async function isStale({ db }: Pick<PublishingMeans, "db">): Promise<boolean> {
  if ((await listStalePosts(db, RENDER_VERSION, 1)).length > 0) return true;
  return (await listStaleComments(db, RENDER_VERSION, 1)).length > 0;
}

async function reRenderPosts({ db, render }: PublishingMeans, now: Date): Promise<number> {
  const stale = await listStalePosts(db, RENDER_VERSION, POSTS_AT_ONCE);
  for (const { id, source, status } of stale) {
    const text = await render(source, { kind: "post" });
    await db.write(async (tx) => {
      await rewritePost(tx, id, source, text.ok ? text : null);
      if (text.ok && status === "published") await followLinks(tx, id, text.links, now);
    });
  }
  return stale.length;
}

async function reRenderComments({ db, render }: PublishingMeans): Promise<number> {
  const stale = await listStaleComments(db, RENDER_VERSION, COMMENTS_AT_ONCE);
  for (const { id, source, fingerprint } of stale) {
    const text = await render(source, { kind: "comment", idPrefix: notePrefix(fingerprint) });
    await db.write((tx) => rewriteComment(tx, id, source, text.ok ? text : null));
  }
  return stale.length;
}
