// What of a conversation's new responses has queries of its own, and visits that are noted at once.

import { expect, test } from "vitest";
import { setReadMarks } from "~/flows/read-marks.server";
import { countNewIn } from "~/responses/new-since/new-in-conversations.server";
import { findNew, listNew } from "~/responses/new-since/new-responses.server";
import {
  findReadMark,
  markAllRead,
  noteVisit,
  pruneReadMarksJob,
} from "~/responses/new-since/read-mark.server";
import { openDeps } from "../../factories/database";
import { createMember } from "../../factories/people";
import { createComment, createPost, NOW } from "../../factories/posts";

const later = (days: number) => new Date(NOW.getTime() + days * 24 * 60 * 60 * 1000);

test("lists new responses in the order of reading, without those of these people and hidden ones", async () => {
  const deps = await openDeps();
  const ada = await createMember(deps.db, "ada");
  const rude = await createMember(deps.db, "rude");
  const postId = await createPost(deps, { slug: "a" });
  const first = await createComment(deps, postId);
  const second = await createComment(deps, postId);
  const below = await createComment(deps, postId, { to: first });
  await createComment(deps, postId, {}, { viewer: ada });
  await createComment(deps, postId, {}, { viewer: rude });
  await createPost(deps, { writers: ["ada"], source: "[A](/posts/a)" });
  await createPost(deps, { writers: ["ken"], source: "[A](/posts/a)" });
  const { id: pingback } = await deps.db.pingback.findFirstOrThrow({ where: { number: 7 } });
  const held = await createComment(deps, postId);
  await deps.db.comment.update({ where: { id: held }, data: { status: "spam" } });
  await createPost(deps, { writers: ["ken"], source: "[A](/posts/a)" });
  await deps.db.pingback.updateMany({ where: { number: { gt: 8 } }, data: { status: "removed" } });
  const to = { readerId: ada.id, mutedIds: new Set([rude.id]) };
  const found = async (seenNumber: number) =>
    (await listNew(deps.db, postId, { ...to, seenNumber })).places.map(({ kind, id }) => [kind, id]);
  expect(await found(1)).toEqual([
    ["comment", below],
    ["comment", second],
    ["pingback", pingback],
  ]);
  expect(await found(3)).toEqual([["pingback", pingback]]);
  expect(await found(7)).toEqual([]);
});

test("counts at most 500 new responses, and says that there are more only then", async () => {
  const deps = await openDeps();
  const { id: readerId } = await createMember(deps.db, "ada");
  const postId = await createPost(deps);
  const first = await createComment(deps, postId);
  const { id: _id, ...row } = await deps.db.comment.findUniqueOrThrow({ where: { id: first } });
  const add = (from: number, to: number) =>
    deps.db.comment.createMany({
      data: Array.from({ length: to - from + 1 }, (_, index) => {
        const number = from + index;
        return { ...row, number, path: String(number).padStart(4, "0"), secretHash: null, mailedHash: null };
      }),
    });
  const found = async () => {
    const to = { readerId, seenNumber: 0, mutedIds: new Set<number>() };
    const { places, isMore } = await listNew(deps.db, postId, to);
    const at = { post: { id: postId, responseNumber: 501 }, to, since: NOW };
    const { newSince } = await findNew(deps.db, at, { responses: [], pages: 2 });
    expect([newSince?.count, newSince?.isMore]).toEqual([places.length, isMore]);
    return [places.length, isMore];
  };
  await add(2, 500);
  expect(await found()).toEqual([500, false]);
  await add(501, 501);
  expect(await found()).toEqual([500, true]);
});

test("of more than 500 new responses, those with the lowest numbers are listed, comments and pingbacks alike", async () => {
  const deps = await openDeps();
  const { id: readerId } = await createMember(deps.db, "ada");
  const postId = await createPost(deps, { slug: "a" });
  await createPost(deps, { writers: ["ken"], source: "[A](/posts/a)" });
  const first = await createComment(deps, postId);
  const { id: _id, ...row } = await deps.db.comment.findUniqueOrThrow({ where: { id: first } });
  await deps.db.comment.createMany({
    data: Array.from({ length: 500 }, (_, index) => {
      const number = index + 3;
      return { ...row, number, path: String(number).padStart(4, "0"), secretHash: null, mailedHash: null };
    }),
  });
  const to = { readerId, seenNumber: 0, mutedIds: new Set<number>() };
  const { places } = await listNew(deps.db, postId, to);
  expect(places.map(({ number }) => number)).toEqual(Array.from({ length: 500 }, (_, index) => index + 1));
});

test("counts what is new in several conversations as a page of each does, by the member's own marks", async () => {
  const deps = await openDeps();
  const { db } = deps;
  const [ada, rude, other] = [
    await createMember(db, "ada"),
    await createMember(db, "rude"),
    await createMember(db, "other"),
  ];
  const read = await createPost(deps, { slug: "a" });
  const [unread, never] = [await createPost(deps), await createPost(deps)];
  for (const postId of [read, read, unread, never]) await createComment(deps, postId);
  await createComment(deps, read, {}, { viewer: ada });
  await createComment(deps, read, {}, { viewer: rude });
  const hidden = await createComment(deps, read);
  await db.comment.update({ where: { id: hidden }, data: { status: "removed" } });
  for (const writer of ["ada", "ken", "len"])
    await createPost(deps, { writers: [writer], source: "[A](/posts/a)" });
  await db.pingback.updateMany({ where: { number: 8 }, data: { status: "removed" } });
  const mark = (accountId: number, postId: number, number: number) =>
    db.write((tx) => markAllRead(tx, { accountId, postId }, number, NOW));
  await mark(ada.accountId, read, 1);
  await mark(ada.accountId, unread, 1);
  for (const postId of [read, unread, never]) await mark(other.accountId, postId, 9);
  const posts = await db.post.findMany({ where: { id: { in: [read, unread, never] } } });
  const reader = { accountId: ada.accountId, readerId: ada.id, mutedIds: new Set([rude.id]) };
  // The second response, and the pingback of ken.
  expect([...(await countNewIn(db, posts, reader))].sort()).toEqual([
    [read, 2],
    [unread, 0],
    [never, 0],
  ]);
});

test("marking as read never takes a mark back, and marks nothing once it is turned off", async () => {
  const { db, ...deps } = await openDeps();
  const { accountId } = await createMember(db, "ada");
  const of = { accountId, postId: await createPost({ db, ...deps }) };
  const mark = (number: number, day: number) => db.write((tx) => markAllRead(tx, of, number, later(day)));
  await db.write((tx) => noteVisit(tx, of, { number: 4, visitAt: later(0), now: later(0) }));
  await mark(6, 1);
  const marked = { ...of, seenNumber: 6, reachedNumber: 6, visitAt: later(0) };
  expect(await findReadMark(db, of)).toMatchObject({ seenNumber: 6, reachedNumber: 6 });
  // From a page that was opened before.
  await mark(5, 2);
  expect(await db.readMark.findMany()).toEqual([{ ...marked, seenAt: later(2) }]);
  await setReadMarks(db, accountId, false);
  await mark(7, 3);
  expect(await db.readMark.count()).toBe(0);
});

test("notes one visit of several pages that are opened at once, and none once it is turned off", async () => {
  const { db, ...deps } = await openDeps();
  const { accountId } = await createMember(db, "ada");
  const postId = await createPost({ db, ...deps });
  const open = (number: number, day: number) =>
    db.write((tx) => noteVisit(tx, { accountId, postId }, { number, visitAt: later(day), now: later(day) }));
  await Promise.all([open(4, 0), open(4, 0), open(4, 0)]);
  await Promise.all([open(6, 1), open(7, 1), open(6, 1)]);
  expect(await db.readMark.findMany()).toEqual([
    { accountId, postId, seenNumber: 4, seenAt: later(0), reachedNumber: 7, visitAt: later(1) },
  ]);
  await Promise.all([setReadMarks(db, accountId, false), open(8, 2)]);
  await open(9, 3);
  expect(await db.readMark.count()).toBe(0);
});

test("deletes marks 400 days after the last visit", async () => {
  const { db, ...deps } = await openDeps();
  const { accountId } = await createMember(db, "ada");
  const marks = { accountId, seenNumber: 1, reachedNumber: 1, seenAt: NOW };
  for (const day of [0, 1])
    await db.readMark.create({
      data: { ...marks, postId: await createPost({ db, ...deps }), visitAt: later(day) },
    });
  await pruneReadMarksJob.run({ db }, {}, new Date(later(400).getTime() + 1));
  expect((await db.readMark.findMany()).map(({ visitAt }) => visitAt)).toEqual([later(1)]);
});
