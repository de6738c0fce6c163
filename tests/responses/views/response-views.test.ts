import { expect, test } from "vitest";
import { addComment } from "~/comments/comment.server";
import type { Branch } from "~/comments/thread/thread";
import { guest } from "~/people/viewer";
import type { ThreadItem } from "~/responses/response";
import { setResponseStatus } from "~/responses/response-status.server";
import {
  listNewest,
  listNewestThreads,
  listThread,
  type ResponseView,
} from "~/responses/views/response-views.server";
import { type Deps, openDeps } from "../../factories/database";
import { buildReply, createComment, createPost, NOW } from "../../factories/posts";

/** Numbers of responses, with those of the replies in a list below each. */
type Shape = (number | Shape)[];
const shapeOf = (branches: Branch<ThreadItem>[]): Shape =>
  branches.flatMap(({ response, replies }) =>
    replies.length > 0 ? [response.number, shapeOf(replies)] : [response.number],
  );
const shape = (view: ResponseView | null) => view && { shape: shapeOf(view.branches), next: view.next };

/** Threads 1 (2 (4), 6), 3 as a pingback, 5, and 7 (8). Returns the ids of comments by number. */
async function openDiscussion(deps: Deps) {
  const postId = await createPost(deps, { slug: "target" });
  const ids = new Map<number, number>();
  const reply = async (number: number, to?: number) => {
    const input = buildReply({ body: `Number ${number}.`, ...(to && { to: ids.get(to) }) });
    const text = await deps.render(input.body, { kind: "comment" });
    if (!text.ok) throw new Error(text.reason);
    const added = await deps.db.write((tx) =>
      addComment(tx, guest, { postId, input, text, idPrefix: "a" }, NOW),
    );
    if (!added.ok) throw new Error(added.reason);
    expect(added.comment.number).toBe(number);
    ids.set(number, added.comment.id);
  };
  await reply(1);
  await reply(2, 1);
  await createPost(deps, { slug: "other", source: "As [this](/posts/target) says." });
  await reply(4, 2);
  await reply(5);
  await reply(6, 1);
  await reply(7);
  await reply(8, 7);
  const hide = (number: number) =>
    deps.db.write((tx) => setResponseStatus(tx, { kind: "comment", id: ids.get(number) ?? 0 }, "removed"));
  return { postId, ids, hide };
}

test("a thread is a comment and all that is below it, page by page", async () => {
  const deps = await openDeps();
  const { postId } = await openDiscussion(deps);
  const list = (path: string, after: number | null, pageSize?: number) =>
    listThread(deps.db, { postId, path }, after, pageSize).then(shape);
  expect(await list("0001", null)).toEqual({ shape: [1, [2, [4], 6]], next: null });
  expect(await list("00010002", null)).toEqual({ shape: [2, [4]], next: null });
  expect(await list("0001", null, 2)).toEqual({ shape: [1, [2]], next: 2 });
  expect(await list("0001", 2, 2)).toEqual({ shape: [4, 6], next: null });
  expect(await list("0001", 6)).toEqual({ shape: [], next: null });
});

test("a page of a thread follows none of another thread, and none that there isn't", async () => {
  const deps = await openDeps();
  const { postId } = await openDiscussion(deps);
  for (const after of [3, 5, 7, 9])
    expect(await listThread(deps.db, { postId, path: "0001" }, after)).toBeNull();
});

test("the newest responses stand by themselves, page by page", async () => {
  const deps = await openDeps();
  const { postId } = await openDiscussion(deps);
  const list = (before: number | null, pageSize?: number) =>
    listNewest(deps.db, postId, before, pageSize).then(shape);
  expect(await list(null)).toEqual({ shape: [8, 7, 6, 5, 4, 3, 2, 1], next: null });
  expect(await list(null, 3)).toEqual({ shape: [8, 7, 6], next: 6 });
  expect(await list(6, 3)).toEqual({ shape: [5, 4, 3], next: 3 });
  expect(await list(3, 3)).toEqual({ shape: [2, 1], next: null });
});

test("the newest threads stand whole, page by page", async () => {
  const deps = await openDeps();
  const { postId } = await openDiscussion(deps);
  const list = (before: number | null, pageSize?: number) =>
    listNewestThreads(deps.db, postId, before, pageSize).then(shape);
  expect(await list(null)).toEqual({ shape: [7, [8], 5, 3, 1, [2, [4], 6]], next: null });
  expect(await list(null, 3)).toEqual({ shape: [7, [8], 5], next: 5 });
  expect(await list(null, 4)).toEqual({ shape: [7, [8], 5, 3], next: 3 });
  expect(await list(5, 4)).toEqual({ shape: [3], next: 3 });
  expect(await list(3, 4)).toEqual({ shape: [1, [2, [4], 6]], next: null });
  expect(await list(1)).toEqual({ shape: [], next: null });
});

test("a thread that is longer than a page stands by itself, and leads to its rest", async () => {
  const deps = await openDeps();
  const { postId, ids } = await openDiscussion(deps);
  const view = await listNewestThreads(deps.db, postId, 3, 2);
  expect(shape(view)).toEqual({ shape: [1, [2]], next: null });
  expect(view.rest).toEqual({ threadId: ids.get(1), after: 2 });
  expect((await listNewestThreads(deps.db, postId, null, 2)).rest).toBeNull();
});

test("what is hidden isn't listed, and has a placeholder only above replies", async () => {
  const deps = await openDeps();
  const { postId, hide } = await openDiscussion(deps);
  await hide(2);
  await hide(5);
  const threads = await listNewestThreads(deps.db, postId, null, 7);
  expect(shape(threads)).toEqual({ shape: [7, [8], 3, 1, [2, [4], 6]], next: null });
  expect(threads.branches.at(-1)?.replies[0]?.response).toMatchObject({ html: "", placeholder: "hidden" });
  expect(shape(await listNewest(deps.db, postId, null))).toEqual({ shape: [8, 7, 6, 4, 3, 1], next: null });
  expect(shape(await listNewest(deps.db, postId, 8, 5))).toEqual({ shape: [7, 6, 4, 3, 1], next: null });
});

test("an empty discussion has an empty page in each order", async () => {
  const deps = await openDeps();
  const postId = await createPost(deps);
  const empty = { branches: [], next: null, rest: null };
  expect(await listNewest(deps.db, postId, null)).toEqual(empty);
  expect(await listNewestThreads(deps.db, postId, null)).toEqual(empty);
  await createComment(deps, postId, { body: "One." });
  expect((await listNewest(deps.db, postId, null)).branches).toHaveLength(1);
});
