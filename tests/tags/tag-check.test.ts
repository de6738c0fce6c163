import { expect, test } from "vitest";
import { CHECK_BATCH } from "~/platform/inconsistency";
import { checkTagDates } from "~/tags/tag-check.server";
import { openDeps } from "../factories/database";
import { createPost } from "../factories/posts";

test("finds a wrong date beyond the first batch of rows, once", async () => {
  const deps = await openDeps();
  const posts = [await createPost(deps, { tags: ["a"] }), await createPost(deps, { tags: ["a"] })];
  const { publishedAt } = await deps.db.post.findFirstOrThrow();
  const names = Array.from({ length: CHECK_BATCH - 1 }, (_, index) => `t${index}`);
  await deps.db.tag.createMany({ data: names.map((name) => ({ slug: name, name })) });
  const tags = await deps.db.tag.findMany({ where: { slug: { in: names } }, select: { id: true } });
  const filed = (postId: number) =>
    tags.map(({ id: tagId }, position) => ({ postId, tagId, position: position + 1, publishedAt }));
  for (const postId of posts) await deps.db.postTag.createMany({ data: filed(postId) });
  const lastTag = Math.max(...tags.map(({ id }) => id));
  for (const postId of posts)
    await deps.db.postTag.update({
      where: { postId_tagId: { postId, tagId: lastTag } },
      data: { publishedAt: null },
    });
  const found = await checkTagDates(deps.db);
  expect(found.map(({ row }) => row)).toEqual(posts.map((id) => `post ${id}`));
});
