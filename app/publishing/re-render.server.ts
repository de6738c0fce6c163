// What texts become is kept, and made again when the way of making it has changed: some at a time, beside the visitors.

import { z } from "zod";
import { listStaleComments, rewriteComment } from "~/comments/comment-rendering.server";
import { RENDER_VERSION } from "~/markdown/version";
import { listStalePeople, rewriteBio } from "~/people/person-rendering.server";
import type { Writer } from "~/platform/database/database.server";
import { defineJob } from "~/platform/jobs/job";
import { ensureBy } from "~/platform/jobs/jobs.server";
import { listStalePosts, rewritePost } from "~/posts/post-rendering.server";
import { listStaleSeries, rewriteIntro } from "~/series/series-rendering.server";
import { findStaleSite, rewriteSite } from "~/site/site-rendering.server";
import { followLinks, type PublishingMeans } from "./publish-post.server";

/** A second or so of work, after which others have their turn. */
const POSTS_AT_ONCE = 10;
const COMMENTS_AT_ONCE = 100;
const INTRODUCTIONS_AT_ONCE = 50;

const KEY = "re-render";

/** Has every text that an older version made, made again. */
export const reRenderJob = defineJob({
  kind: "re-render",
  payload: z.object({}),
  async run(means: PublishingMeans, _payload, now) {
    let done = await reRenderIntroductions(means);
    if (done === 0) done = await reRenderPosts(means, now);
    if (done === 0) done = await reRenderComments(means);
    if (done > 0) await means.db.write((tx) => beginReRendering(tx, now));
  },
});

export const beginReRendering = (tx: Writer, now: Date) =>
  ensureBy(tx, reRenderJob, {}, { at: now, key: KEY, now });

/** Whether some text was made by an older version. */
export async function isStale({ db }: Pick<PublishingMeans, "db">): Promise<boolean> {
  if ((await findStaleSite(db, RENDER_VERSION)) !== null) return true;
  if ((await listStalePeople(db, RENDER_VERSION, 1)).length > 0) return true;
  if ((await listStaleSeries(db, RENDER_VERSION, 1)).length > 0) return true;
  if ((await listStalePosts(db, RENDER_VERSION, 1)).length > 0) return true;
  return (await listStaleComments(db, RENDER_VERSION, 1)).length > 0;
}

/** What the site, people and series say of themselves. */
async function reRenderIntroductions(means: PublishingMeans): Promise<number> {
  const { db, render } = means;
  const html = async (source: string) => {
    const text = await render(source, { kind: "comment" });
    return text.ok ? text.html : null;
  };
  const site = await findStaleSite(db, RENDER_VERSION);
  if (site) await rewriteSite(means, site);
  const people = await listStalePeople(db, RENDER_VERSION, INTRODUCTIONS_AT_ONCE);
  for (const person of people) {
    const bio = await html(person.bioSource);
    await db.write((tx) => rewriteBio(tx, person, bio));
  }
  const series = await listStaleSeries(db, RENDER_VERSION, INTRODUCTIONS_AT_ONCE);
  for (const one of series) {
    const intro = await html(one.introSource);
    await db.write((tx) => rewriteIntro(tx, one, intro));
  }
  return (site ? 1 : 0) + people.length + series.length;
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
  for (const { id, source, idPrefix } of stale) {
    const text = await render(source, { kind: "comment", idPrefix });
    await db.write((tx) => rewriteComment(tx, id, source, text.ok ? text : null));
  }
  return stale.length;
}
