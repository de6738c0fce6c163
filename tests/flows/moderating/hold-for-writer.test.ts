// A post's writer has a moderator look at a response.

import { expect, test } from "vitest";
import { appealDecision } from "~/flows/moderating/appeals.server";
import { holdForWriter } from "~/flows/moderating/hold-for-writer.server";
import { moderateResponses } from "~/flows/moderating/moderate-responses.server";
import { withdrawPost } from "~/flows/publishing/publish-post.server";
import type { Member } from "~/people/viewer";
import { newDatabaseUrl, SITE_URL } from "../../factories/database";
import { decide } from "../../factories/moderation";
import { createMember } from "../../factories/people";
import { createComment, createPost, NOW } from "../../factories/posts";
import { open } from "../../portability/sites";

async function openPost() {
  const site = { ...open(await newDatabaseUrl()), siteUrl: SITE_URL };
  const { db } = site;
  const zoe = await createMember(db, "zoe", { password: null });
  const ada = await createMember(db, "ada", { password: null });
  const mo = await createMember(db, "mo", { moderates: true, password: null });
  const postId = await createPost(site, { writers: ["zoe"] });
  const id = await createComment(site, postId, {}, { viewer: ada });
  const hold = (by: Member, commentId = id) => holdForWriter(site, by, commentId, NOW);
  const read = () => db.comment.findUniqueOrThrow({ where: { id }, select: { status: true, heldFor: true } });
  return { site, db, zoe, ada, mo, postId, id, hold, read };
}

test("holds a response for the post's writer, with the reason, and logs it", async () => {
  const { db, zoe, id, hold, read } = await openPost();
  expect(await hold(zoe)).toMatchObject({ ok: true });
  expect(await read()).toEqual({ status: "held", heldFor: "writer" });
  const entry = { action: "hold", personId: zoe.id, commentId: id, was: "approved", reason: "writer-asked" };
  expect(await db.moderationEntry.findMany()).toMatchObject([entry]);
});

test("holds nothing for others, moderators included, on another's post, and not the writer's own", async () => {
  const { site, zoe, ada, mo, postId, hold, read } = await openPost();
  const own = await createComment(site, postId, {}, { viewer: zoe });
  const elsewhere = await createComment(site, await createPost(site));
  for (const [by, id] of [[ada], [mo], [zoe, own], [zoe, elsewhere], [zoe, 9_999]] as [Member, number?][])
    expect(await hold(by, id)).toEqual({ ok: false, reason: "comment.not-found" });
  expect(await read()).toEqual({ status: "approved", heldFor: null });
});

test("holds nothing that readers don't see: a removed response, or one under a withdrawn post", async () => {
  const { site, db, zoe, mo, postId, id, hold, read } = await openPost();
  const other = await createComment(site, postId);
  await decide(site, mo, "remove", [other]);
  expect(await hold(zoe, other)).toEqual({ ok: false, reason: "comment.not-found" });
  await withdrawPost(site, postId, NOW);
  expect(await hold(zoe, id)).toEqual({ ok: false, reason: "comment.not-found" });
  expect((await read()).status).toBe("approved");
  expect(await db.moderationEntry.count()).toBe(1);
});

test("leaves a response that a moderator has approved", async () => {
  const { site, zoe, mo, id, hold, read } = await openPost();
  await hold(zoe);
  const approve = { action: "approve", reason: "", words: "" } as const;
  await moderateResponses(site, mo, [{ kind: "comment", id, status: "held" }], approve, NOW);
  expect(await hold(zoe)).toEqual({ ok: false, reason: "moderation.decided" });
  expect((await read()).status).toBe("approved");
});

test("lets nobody appeal what the post's writer asked for, since a moderator decides anyway", async () => {
  const { site, db, zoe, ada, id, hold } = await openPost();
  await hold(zoe);
  const [entry] = await db.moderationEntry.findMany();
  const appeal = { entryId: entry?.id ?? 0, text: "It is kind." };
  expect(await appealDecision(site, { member: ada, id }, appeal, NOW)).toEqual({
    ok: false,
    reason: "appeal.changed",
  });
});

test("holds it once when the writer presses twice, and never what a moderator removes at once", async () => {
  const { site, db, zoe, mo, id, hold, read } = await openPost();
  const remove = { action: "remove", reason: "rude", words: "" } as const;
  const [removed, ...held] = await Promise.all([
    moderateResponses(site, mo, [{ kind: "comment", id, status: "approved" }], remove, NOW),
    hold(zoe),
    hold(zoe),
  ]);
  const isRemoved = removed.ok && removed.entryIds.length > 0;
  expect(held.map(({ ok }) => ok)).toEqual([!isRemoved, !isRemoved]);
  expect((await read()).status).toBe(isRemoved ? "removed" : "held");
  expect(await db.moderationEntry.count()).toBe(1);
});
