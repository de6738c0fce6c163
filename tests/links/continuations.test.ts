import { expect, test } from "vitest";
import { mute } from "~/accounts/mute.server";
import { editPost, withdrawPost } from "~/flows/publishing/publish-post.server";
import { listContinuations, listContinuedPeople } from "~/links/continuations.server";
import { type Deps, openDeps } from "../factories/database";
import { createMember } from "../factories/people";
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
  const elsewhere = await createPost(deps, { slug: "elsewhere" });
  const two = buildPost({ slug: "two", source: `[It](/comments/${commentId}), [that](/posts/elsewhere).` });
  await createPost(deps, two);
  await deps.db.pingback.updateMany({ where: { postId }, data: { status: "removed" } });
  expect(await deps.db.pingback.count({ where: { postId: elsewhere, status: "approved" } })).toBe(1);
  expect(await marksOf(deps, postId)).toEqual([]);
});

test("of a continuation are told, once, those whose comments everyone can read, and who didn't mute its writer", async () => {
  const deps = await openDeps();
  const { db } = deps;
  const join = (handle: string) => createMember(db, handle, { password: null });
  const [ken, ada, bea, cleo, dora] = [
    await join("ken"),
    await join("ada"),
    await join("bea"),
    await join("cleo"),
    await join("dora"),
  ];
  const [old, withdrawn] = [await createPost(deps), await createPost(deps)];
  const by = (viewer: typeof ada, postId = old) => createComment(deps, postId, {}, { viewer });
  const [first, second, held, muting] = [await by(ada), await by(ada), await by(bea), await by(cleo)];
  const off = await by(dora, withdrawn);
  const linkTo = (...ids: number[]) => ids.map((id) => `[It](/comments/${id}).`).join(" ");
  const id = await createPost(deps, { source: linkTo(first, held, off, muting, second) });
  const own = await by(bea, id);
  await editPost(deps, id, buildPost({ source: linkTo(first, held, off, muting, second, own) }), NOW);
  await db.comment.update({ where: { id: held }, data: { status: "removed" } });
  await db.post.update({ where: { id: withdrawn }, data: { status: "withdrawn" } });
  await db.write((tx) => mute(tx, { accountId: cleo.accountId, personId: ken.id }, NOW));
  expect(await listContinuedPeople(db, id, [ken.id])).toEqual([ada.id]);
});

test("of a post that continues many comments, twenty people are told", async () => {
  const deps = await openDeps();
  const postId = await createPost(deps);
  const ids: number[] = [];
  for (let at = 0; at < 21; at++) {
    const viewer = await createMember(deps.db, `member-${at}`, { password: null });
    for (const _twice of [1, 2]) ids.push(await createComment(deps, postId, {}, { viewer }));
  }
  const id = await createPost(deps, { source: ids.map((one) => `[It](/comments/${one}).`).join(" ") });
  expect(await listContinuedPeople(deps.db, id, [])).toHaveLength(20);
});
