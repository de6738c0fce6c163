// Slow mode, and posts that close by their age, in the transaction that adds a reply.

import { expect, test } from "vitest";
import { replyTo } from "~/flows/responding/reply.server";
import { guest, type Viewer } from "~/people/viewer";
import { newDatabaseUrl } from "../../factories/database";
import { setHolding } from "../../factories/moderation";
import { createMember } from "../../factories/people";
import { buildReply, CLIENT, createPost, NOW } from "../../factories/posts";
import { open } from "../../portability/sites";

const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000);
const days = (count: number) => minutes(count * 24 * 60);

async function openPost(rules: { slowMinutes?: number; ageRule?: string } = {}) {
  const site = open(await newDatabaseUrl());
  const { db } = site;
  const [zoe, ada, mo] = [
    await createMember(db, "zoe"),
    await createMember(db, "ada"),
    await createMember(db, "mo", { moderates: true }),
  ];
  const postId = await createPost(site, { writers: ["zoe"] });
  await db.post.update({ where: { id: postId }, data: rules });
  await setHolding(db, "nobody");
  let count = 0;
  const reply = (viewer: Viewer, now: Date, { body = `Reply ${++count}`, from = CLIENT, to = 0 } = {}) =>
    replyTo(site, viewer, postId, buildReply({ body, ...(to > 0 && { to }) }), { now, clientAddress: from });
  const closeAfter = (closeAfterDays: number) =>
    db.site.update({ where: { id: 1 }, data: { closeAfterDays } });
  return { site, db, zoe, ada, mo, postId, reply, closeAfter };
}

const SLOW = { ok: false, reason: "reply.slow-mode", minutes: 15 };

test("accepts one reply of a member in the minutes of slow mode, from any device, and then the next", async () => {
  const { ada, reply } = await openPost({ slowMinutes: 15 });
  expect(await reply(ada, NOW)).toMatchObject({ ok: true });
  expect(await reply(ada, minutes(5), { from: "198.51.100.7" })).toEqual({ ...SLOW, seconds: 10 * 60 });
  expect(await reply(ada, minutes(14.5))).toEqual({ ...SLOW, seconds: 30 });
  expect(await reply(ada, new Date(minutes(15).getTime() - 1))).toEqual({ ...SLOW, seconds: 1 });
  expect(await reply(ada, minutes(15))).toMatchObject({ ok: true });
});

test("counts a network's guests together, and neither other networks nor members in it", async () => {
  const { ada, reply } = await openPost({ slowMinutes: 15 });
  expect(await reply(guest, NOW)).toMatchObject({ ok: true });
  expect(await reply(guest, minutes(1))).toMatchObject(SLOW);
  expect(await reply(guest, minutes(1), { from: "198.51.100.7" })).toMatchObject({ ok: true });
  expect(await reply(ada, minutes(1))).toMatchObject({ ok: true });
});

test("counts each conversation by itself", async () => {
  const { site, db, ada, reply } = await openPost({ slowMinutes: 15 });
  expect(await reply(ada, NOW)).toMatchObject({ ok: true });
  const id = await createPost(site);
  await db.post.update({ where: { id }, data: { slowMinutes: 15 } });
  const elsewhere = await replyTo(site, ada, id, buildReply({}), { now: NOW, clientAddress: CLIENT });
  expect(elsewhere).toMatchObject({ ok: true });
});

test("lets the post's writers and moderators reply as often as they like", async () => {
  const { zoe, mo, reply } = await openPost({ slowMinutes: 15 });
  for (const viewer of [zoe, mo, zoe, mo]) expect(await reply(viewer, NOW)).toMatchObject({ ok: true });
});

test("counts from the last reply when the minutes are changed, and counts none that was refused", async () => {
  const { db, ada, postId, reply } = await openPost({ slowMinutes: 60 });
  await reply(ada, NOW);
  expect(await reply(ada, minutes(10))).toMatchObject({ ok: false });
  await db.post.update({ where: { id: postId }, data: { slowMinutes: 5 } });
  expect(await reply(ada, minutes(11))).toMatchObject({ ok: true });
  expect(await reply(ada, minutes(12), { to: 9_999 })).toMatchObject({
    ok: false,
    reason: "reply.slow-mode",
  });
  expect(await reply(ada, minutes(17), { to: 9_999 })).toMatchObject({ reason: "comment.parent-not-found" });
  expect(await reply(ada, minutes(17))).toMatchObject({ ok: true });
});

test("answers a reply that is sent twice in slow mode with the first", async () => {
  const { ada, reply } = await openPost({ slowMinutes: 15 });
  const first = await reply(ada, NOW, { body: "The same." });
  expect(await reply(ada, minutes(1), { body: "The same." })).toMatchObject({
    ok: true,
    comment: first.ok && { id: first.comment.id },
  });
});

test("accepts one of several replies that a member sends at once", async () => {
  const { db, ada, postId, reply } = await openPost({ slowMinutes: 15 });
  const sent = await Promise.all([1, 2, 3, 4].map(() => reply(ada, NOW)));
  expect(sent.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await db.comment.count({ where: { postId } })).toBe(1);
});

test("closes a post after the site's days to everyone, unless it is kept open", async () => {
  const { db, ada, mo, postId, reply, closeAfter } = await openPost();
  await closeAfter(30);
  expect(await reply(ada, new Date(days(30).getTime() - 1))).toMatchObject({ ok: true });
  for (const viewer of [guest, ada, mo])
    expect(await reply(viewer, days(30))).toMatchObject({ ok: false, bar: { reason: "post.old" } });
  // A guest who signed in would only find that it is closed.
  await db.post.update({ where: { id: postId }, data: { repliesFrom: "members" } });
  expect(await reply(guest, days(30))).toMatchObject({ bar: { reason: "post.old" } });
  await db.post.update({ where: { id: postId }, data: { ageRule: "open" } });
  expect(await reply(ada, days(30))).toMatchObject({ ok: true });
});

test("leaves posts of any age open by default", async () => {
  const { ada, reply } = await openPost();
  expect(await reply(ada, days(3_000))).toMatchObject({ ok: true });
});
