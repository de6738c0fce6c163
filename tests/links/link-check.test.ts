import { expect, test } from "vitest";
import { checkLinks } from "~/links/link-check.server";
import { CHECK_BATCH } from "~/platform/inconsistency";
import { checkSite } from "~/portability/check-site.server";
import { newDatabaseUrl, openDeps } from "../factories/database";
import { createComment, createPost, NOW } from "../factories/posts";
import { openRaw } from "../factories/raw-database";
import { open } from "../portability/sites";

test.each([
  ["leads to another post", `UPDATE "Link" SET "targetPostId" = 2 WHERE id = 1`, "post 2 instead of post 1"],
  [
    "leads to a comment that it doesn't name",
    `UPDATE "Link" SET "targetCommentId" = 1 WHERE id = 1`,
    "comment 1 on post 1 instead of post 1",
  ],
  [
    "doesn't lead to the comment that it names",
    `UPDATE "Link" SET "targetCommentId" = NULL WHERE id = 2`,
    "post 1 instead of comment 1 on post 1",
  ],
  [
    "leads to the post of a comment that there isn't",
    `UPDATE "Link" SET href = '/comments/999', "targetCommentId" = NULL WHERE id = 2`,
    "post 1 instead of nothing",
  ],
])("finds a link that %s, and repairs it", async (_what, plant, problem) => {
  const site = open(await newDatabaseUrl());
  const postId = await createPost(site, { slug: "first" });
  await createPost(site, { source: "See [it](/posts/first)." });
  const linked = await createComment(site, postId);
  await createComment(site, postId, { body: `See [that](/comments/${linked}) and [more](/posts/later).` });
  await createPost(site, { slug: "later" });
  const check = async (repair: boolean) => {
    const { repaired, left } = await checkSite(site, { repair, now: NOW });
    return [repaired, left].map((some) => some.map((one) => `${one.row} ${one.problem}`));
  };
  // The link to a post that was written later is none.
  expect(await check(false)).toEqual([[], []]);
  await (await openRaw(site.url)).run(plant);
  const line = `link ${plant.at(-1)} leads to ${problem}`;
  expect(await check(false)).toEqual([[], [line]]);
  expect(await check(true)).toEqual([[line], []]);
  expect(await check(false)).toEqual([[], []]);
});

test("finds links beyond the first batch of rows, each once", async () => {
  const { db, ...deps } = await openDeps();
  const postId = await createPost({ db, ...deps });
  const count = 2 * CHECK_BATCH;
  const links = Array.from({ length: count }, (_, position) => ({
    postId,
    position,
    href: "/tags",
    sentence: "",
  }));
  await db.link.createMany({ data: links });
  await db.link.updateMany({ data: { targetPostId: postId } });
  expect(new Set((await checkLinks(db)).map(({ row }) => row)).size).toBe(count);
});
