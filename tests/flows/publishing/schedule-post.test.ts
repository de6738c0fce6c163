// Scheduled posts.

import { expect, test } from "vitest";
import { publishDueJob } from "~/flows/publishing/publication-job.server";
import { editPost, publishDraft, schedulePost, withdrawPost } from "~/flows/publishing/publish-post.server";
import { takeJob } from "~/platform/jobs/jobs.server";
import { findPost } from "~/posts/filed-post.server";
import { listPosts } from "~/posts/post.server";
import { findTag } from "~/tags/tag.server";
import { everyone } from "~/visibility/visibility.server";
import { type Deps, openDeps } from "../../factories/database";
import { withChangeBefore } from "../../factories/meanwhile";
import { buildPost, createComment, createPost, NOW } from "../../factories/posts";

const LATER = new Date("2026-04-02T09:00:00Z");

async function openWithScheduled(overrides = {}) {
  const deps = await openDeps();
  const target = await createPost(deps, { slug: "target" });
  const input = buildPost({ slug: "x", source: "As [it](/posts/target) says.", tags: ["t"], ...overrides });
  const saved = await schedulePost(deps, input, LATER, NOW);
  if (!saved.ok) throw new Error(saved.reason);
  return { deps, target, input, id: saved.postId };
}

/** Runs the jobs due at `now`, as the runner would. Returns their number. */
async function runDue(deps: Deps, now: Date): Promise<number> {
  let count = 0;
  for (;;) {
    const job = await takeJob(deps.db, "publishing", [publishDueJob.kind], now);
    if (!job) return count;
    await publishDueJob.run(deps, publishDueJob.payload.parse(JSON.parse(job.payload)), now);
    count++;
  }
}

const pingbacksOf = (deps: Deps, postId: number) => deps.db.pingback.count({ where: { postId } });

test("hides a scheduled post and adds no pingback before its time", async () => {
  const { deps, target } = await openWithScheduled();
  expect(await runDue(deps, new Date(LATER.getTime() - 1))).toBe(0);
  expect(await findPost(deps.db, everyone, "x")).toBeNull();
  expect((await listPosts(deps.db, {}))?.items.map((post) => post.slug)).toEqual(["target"]);
  expect([await findTag(deps.db, "t"), await pingbacksOf(deps, target)]).toEqual([null, 0]);
});

test("publishes a scheduled post at its time, with its date, lists and pingbacks", async () => {
  const { deps, target } = await openWithScheduled();
  expect(await runDue(deps, new Date(LATER.getTime() + 90_000))).toBe(1);
  const post = await findPost(deps.db, everyone, "x");
  expect([post?.publishedAt, post?.tags[0]?.name, await pingbacksOf(deps, target)]).toEqual([LATER, "t", 1]);
});

test("numbers and dates pingbacks of a post that is published late after the comments before them", async () => {
  const { deps, target } = await openWithScheduled();
  const hours = (count: number) => new Date(LATER.getTime() + count * 60 * 60 * 1000);
  await createComment(deps, target, {}, { now: hours(1) });
  await runDue(deps, hours(2));
  expect((await findPost(deps.db, everyone, "x"))?.publishedAt).toEqual(LATER);
  const pingback = await deps.db.pingback.findFirstOrThrow({ where: { postId: target } });
  expect([pingback.number, pingback.createdAt]).toEqual([2, hours(2)]);
});

test("changes nothing when the job runs twice", async () => {
  const { deps, target, id } = await openWithScheduled();
  await publishDueJob.run(deps, { postId: id }, LATER);
  await publishDueJob.run(deps, { postId: id }, LATER);
  expect(await pingbacksOf(deps, target)).toBe(1);
});

test("publishes the latest edit", async () => {
  const { deps, id, input } = await openWithScheduled();
  await editPost(deps, id, { ...input, title: "Better" }, NOW);
  await runDue(deps, LATER);
  expect(await findPost(deps.db, everyone, "x")).toMatchObject({ title: "Better", publishedAt: LATER });
});

test("publishes nothing when the post was withdrawn", async () => {
  const { deps, id } = await openWithScheduled();
  await withdrawPost(deps, id, NOW);
  expect([await runDue(deps, LATER), await findPost(deps.db, everyone, "x")]).toEqual([0, null]);
});

test("keeps the date of a post that is published before its time", async () => {
  const { deps, id, input } = await openWithScheduled();
  await publishDraft(deps, id, input, NOW);
  expect(await runDue(deps, LATER)).toBe(0);
  expect(await findPost(deps.db, everyone, "x")).toMatchObject({ publishedAt: NOW });
});

/** Runs the job with `change` committed between the job's reads and its transaction. */
const runDueAfter = (deps: Deps, postId: number, change: () => Promise<unknown>) =>
  publishDueJob.run({ ...deps, db: withChangeBefore(deps.db, change) }, { postId }, LATER);

test("publishes an edit that is committed while the job starts", async () => {
  const { deps, id, input, target } = await openWithScheduled();
  const edited = { ...input, title: "Mended", source: "Of nothing." };
  await runDueAfter(deps, id, () => editPost(deps, id, edited, NOW));
  expect(await findPost(deps.db, everyone, "x")).toMatchObject({ title: "Mended", publishedAt: LATER });
  expect(await deps.db.post.findUnique({ where: { id } })).toMatchObject({ source: "Of nothing." });
  expect(await pingbacksOf(deps, target)).toBe(0);
});

test("publishes nothing when the post is withdrawn while the job starts", async () => {
  const { deps, id, target } = await openWithScheduled();
  await runDueAfter(deps, id, () => withdrawPost(deps, id, NOW));
  expect([await findPost(deps.db, everyone, "x"), await pingbacksOf(deps, target)]).toEqual([null, 0]);
});

test("publishes nothing when the post is postponed while the job starts", async () => {
  const { deps, id } = await openWithScheduled();
  const publishedAt = new Date(LATER.getTime() + 60_000);
  await runDueAfter(deps, id, () => deps.db.post.update({ where: { id }, data: { publishedAt } }));
  expect(await findPost(deps.db, everyone, "x")).toBeNull();
});

test("invalidates the lists of a scheduled post when it is published", async () => {
  const { deps, id } = await openWithScheduled();
  deps.takeChanges();
  await publishDueJob.run(deps, { postId: id }, LATER);
  const { personId } = await deps.db.byline.findFirstOrThrow({ where: { postId: id } });
  expect(deps.takeChanges()).toEqual(
    expect.arrayContaining([`post:${id}`, "posts", "tags", "months", "month:2026-04", `signed:${personId}`]),
  );
  expect(await deps.db.month.findUnique({ where: { month: "2026-04" } })).toMatchObject({ postCount: 1 });
});

test("makes the pingbacks of posts that linked to a scheduled post before its time", async () => {
  const { deps, id } = await openWithScheduled();
  const source = await createPost(deps, { source: "It will be said [there](/posts/x)." });
  expect(await pingbacksOf(deps, id)).toBe(0);
  await runDue(deps, LATER);
  expect(await deps.db.pingback.findMany({ where: { postId: id } })).toMatchObject([
    { sourcePostId: source, createdAt: LATER },
  ]);
});
