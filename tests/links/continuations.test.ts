import { expect, test } from "vitest";
import { editPost, withdrawPost } from "~/flows/publishing/publish-post.server";
import { listContinuations } from "~/links/continuations.server";
import { type Deps, openDeps } from "../factories/database";
import { buildPost, createComment, createPost, NOW } from "../factories/posts";

const marksOf = async (deps: Deps, postId: number) =>
  [...(await listContinuations(deps.db, postId))].map(([id, posts]) => [id, posts.map(({ slug }) => slug)]);

test("a response is continued in each published post that links to it, once, as long as it does", async () => {
  const deps = await openDeps();
  const postId = await createPost(deps, { slug: "old" });
  const [first, second] = [await createComment(deps, postId), await createComment(deps, postId)];
  const one = buildPost({ slug: "one", source: `[It](/comments/${first}), [again](/comments/${first}).` });
  const oneId = await createPost(deps, one);
  await createPost(deps, { slug: "two", source: `[Both](/comments/${first}) [of](/comments/${second}).` });
  await createPost(deps, { slug: "of-the-post", source: "[The post](/posts/old)." });
  expect(await marksOf(deps, postId)).toEqual([
    [first, ["one", "two"]],
    [second, ["two"]],
  ]);
  await editPost(deps, oneId, { ...one, source: `[Another](/comments/${second}).` }, NOW);
  expect(await marksOf(deps, postId)).toEqual([
    [second, ["one", "two"]],
    [first, ["two"]],
  ]);
  await withdrawPost(deps, oneId, NOW);
  expect(await marksOf(deps, postId)).toEqual([
    [first, ["two"]],
    [second, ["two"]],
  ]);
});

test("a post whose pingback a moderator hid isn't named at a response", async () => {
  const deps = await openDeps();
  const postId = await createPost(deps, {});
  const commentId = await createComment(deps, postId);
  await createPost(deps, { slug: "one", source: `[It](/comments/${commentId}).` });
  await deps.db.pingback.updateMany({ data: { status: "removed" } });
  expect(await marksOf(deps, postId)).toEqual([]);
});
