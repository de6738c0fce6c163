import { expect, test } from "vitest";
import {
  addToRow,
  countRows,
  findRow,
  findRows,
  insertIfNew,
  insertRow,
  insertRows,
} from "~/platform/database/rows/row-statements.server";
import { isUniqueViolation } from "~/platform/database/unique-violation.server";
import { openDeps } from "../../../factories/database";
import { createComment, createPost, NOW } from "../../../factories/posts";

const comment = (postId: number) => ({
  ...{ postId, status: "held", guestName: "Ada\0 \ud800", source: "", html: "", excerpt: "" },
  ...{ renderVersion: 1, createdAt: new Date(NOW.getTime() + 7) },
});

test("inserts a row that the client reads as one of its own, with the database’s defaults", async () => {
  const { db, ...deps } = await openDeps();
  const postId = await createPost({ db, ...deps });
  const id = await db.write((tx) => insertRow(tx.db, "Comment", comment(postId)));
  const own = await db.comment.create({ data: comment(postId) });
  expect(own).toMatchObject({ id: id + 1, replyCount: 0, idPrefix: "", path: null });
  expect(await db.comment.findUnique({ where: { id } })).toEqual({ ...own, id });
  expect(await db.comment.count({ where: { createdAt: own.createdAt } })).toBe(2);
});

test("throws a unique violation for a taken value, and inserts nothing", async () => {
  const { db, ...deps } = await openDeps();
  const postId = await createPost({ db, ...deps });
  const row = { ...comment(postId), origin: "import a" };
  const insert = () => db.write((tx) => insertRow(tx.db, "Comment", row));
  await insert();
  const error = await insert().catch((thrown) => thrown);
  expect(isUniqueViolation(error)).toBe(true);
  expect(await db.comment.count()).toBe(1);
});

test("inserts a row only if its values are new, in a transaction that goes on", async () => {
  const deps = await openDeps();
  const commentId = await createComment(deps, await createPost(deps));
  const row = { key: "a", commentId, expiresAt: NOW };
  const insert = () =>
    deps.db.write(async (tx) => [await insertIfNew(tx.db, "RecentReply", row), await tx.db.post.count()]);
  expect([await insert(), await insert()]).toEqual([
    [true, 1],
    [false, 1],
  ]);
});

test("reads dates, choices and nothing as the client does, in a transaction and outside", async () => {
  const { db, ...deps } = await openDeps();
  const id = await createPost({ db, ...deps });
  const select = { title: true, part: true, publishedAt: true, noindex: true, responseCount: true } as const;
  const own = await db.post.findUnique({ where: { id }, select });
  expect(own?.publishedAt).toBeInstanceOf(Date);
  expect(own).toMatchObject({ noindex: false, part: null });
  expect(await findRow(db, "Post", select, { id })).toEqual(own);
  expect(await db.write((tx) => findRow(tx.db, "Post", select, { id }))).toEqual(own);
  expect(
    await findRow(db, "Post", select, { id, part: null, publishedAt: own?.publishedAt ?? null }),
  ).toEqual(own);
  expect(await findRow(db, "Post", select, { id, part: 1 })).toBeNull();
});

test("counts the rows that equal all conditions, up to a number", async () => {
  const { db, ...deps } = await openDeps();
  for (const _ of [1, 2, 3]) await createPost({ db, ...deps });
  const count = (where: object, max: number) => countRows(db, "Post", where, max);
  expect([await count({ part: null }, 9), await count({ part: null }, 2)]).toEqual([3, 2]);
  expect([await count({ part: null, status: "draft" }, 9), await count({ part: 2 }, 9)]).toEqual([0, 0]);
});

test("adds to a row that equals all conditions, and to no other", async () => {
  const { db, ...deps } = await openDeps();
  const id = await createPost({ db, ...deps });
  const other = await createPost({ db, ...deps });
  const add = (where: { id: number; status?: string }) =>
    db.write((tx) => addToRow(tx.db, "Post", where, { responseNumber: 2, responseCount: 1 }));
  expect([await add({ id }), await add({ id, status: "published" })]).toEqual([2, 4]);
  expect([await add({ id, status: "draft" }), await add({ id: other + 1 })]).toEqual([null, null]);
  const counts = { responseNumber: true, responseCount: true };
  expect(await db.post.findUnique({ where: { id }, select: counts })).toEqual({
    responseNumber: 4,
    responseCount: 2,
  });
  expect(await db.post.findUnique({ where: { id: other }, select: counts })).toEqual({
    responseNumber: 0,
    responseCount: 0,
  });
});

test("reads columns of one row that equals all conditions, as the client reads them", async () => {
  const { db, ...deps } = await openDeps();
  const postId = await createPost({ db, ...deps });
  const id = await db.write((tx) => insertRow(tx.db, "Comment", { ...comment(postId), replyCount: 3 }));
  const select = { status: true, replyCount: true, path: true } as const;
  const found = await findRow(db, "Comment", select, { id, postId });
  expect(found).toEqual(await db.comment.findUnique({ where: { id }, select }));
  expect(found).toEqual({ status: "held", replyCount: 3, path: null });
  expect(await findRow(db, "Comment", select, { id, postId: postId + 1 })).toBeNull();
  expect(await findRow(db, "Comment", select, { id: id + 1 })).toBeNull();
});

test("inserts several rows, and reads those with one of several values", async () => {
  const deps = await openDeps();
  const { db } = deps;
  const commentId = await createComment(deps, await createPost(deps));
  const rows = [-1, 0, 2 ** 31 - 1].map((hash) => ({ commentId, hash, createdAt: NOW }));
  await db.write(async (tx) => {
    await insertRows(tx.db, "SpamShingle", rows);
    await insertRows(tx.db, "SpamShingle", []);
  });
  expect(await db.spamShingle.findMany({ orderBy: { hash: "asc" } })).toEqual(rows);
  const find = (values: number[]) =>
    findRows(db, "SpamShingle", { hash: true, commentId: true }, "hash", values);
  expect(await find([2 ** 31 - 1, 7])).toEqual([{ hash: 2 ** 31 - 1, commentId }]);
  expect(await find([])).toEqual([]);
});
