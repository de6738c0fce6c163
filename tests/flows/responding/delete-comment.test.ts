import { expect, test } from "vitest";
import { listRecentComments } from "~/comments/comment.server";
import { listComments } from "~/comments/shown-comments.server";
import { deleteComment } from "~/flows/responding/delete-comment.server";
import { replyTo } from "~/flows/responding/reply.server";
import { guest } from "~/people/viewer";
import { checkSite } from "~/portability/check-site.server";
import { findCommentAddress } from "~/responses/responses.server";
import { newDatabaseUrl } from "../../factories/database";
import { createMember } from "../../factories/people";
import { buildReply, CLIENT, createComment, createPost, NOW } from "../../factories/posts";
import { open } from "../../portability/sites";

async function openThread() {
  const site = open(await newDatabaseUrl());
  const ada = await createMember(site.db, "ada");
  const bo = await createMember(site.db, "bo");
  const postId = await createPost(site, { slug: "first" });
  const top = await createComment(site, postId, { body: "Top secret." }, { viewer: ada });
  const reply = await createComment(site, postId, { to: top }, { viewer: bo });
  const faults = async () => (await checkSite(site, { repair: false, now: NOW })).left;
  return { site, db: site.db, ada, bo, postId, top, reply, faults };
}

test("shows a deleted comment with replies as a placeholder, outside the newest responses, and refuses replies to it", async () => {
  const { site, db, ada, postId, top, reply } = await openThread();
  expect(await deleteComment(site, ada, top, NOW)).toEqual({ ok: true });
  const [tombstone, answer] = await listComments(db, postId, "", null);
  expect(tombstone).toMatchObject({
    id: top,
    placeholder: "deleted",
    html: "",
    personId: null,
    link: null,
    number: 1,
  });
  expect(answer).toMatchObject({
    id: reply,
    placeholder: null,
    parent: { id: top, placeholder: "deleted", name: "Someone" },
  });
  expect((await listRecentComments(db, 10)).map(({ id }) => id)).toEqual([reply]);
  expect(await findCommentAddress(db, top)).toBe(`/posts/first#comment-${top}`);
  expect(
    await replyTo(site, guest, postId, buildReply({ to: top }), { now: NOW, clientAddress: CLIENT }),
  ).toEqual({
    ok: false,
    reason: "comment.parent-not-found",
  });
});

test("deletes an erased comment with its last reply", async () => {
  const { site, db, ada, bo, top, reply, faults } = await openThread();
  await deleteComment(site, ada, top, NOW);
  expect(await faults()).toEqual([]);
  await deleteComment(site, bo, reply, NOW);
  expect(await db.comment.count()).toBe(0);
  expect(await findCommentAddress(db, top)).toBeNull();
  expect(await faults()).toEqual([]);
});

test("keeps an erased comment for a held reply", async () => {
  const { site, db, ada, top, reply, faults } = await openThread();
  await db.comment.update({ where: { id: reply }, data: { status: "held" } });
  await db.comment.update({ where: { id: top }, data: { replyCount: 0 } });
  await db.post.updateMany({ data: { responseCount: 1 } });
  await db.write(async (tx) => tx.reindex("comment", reply));
  await deleteComment(site, ada, top, NOW);
  expect(await db.comment.count()).toBe(2);
  expect(await faults()).toEqual([]);
});

test("refuses to delete another person's comment, or one twice", async () => {
  const { site, db, ada, bo, top } = await openThread();
  const refused = { ok: false, reason: "comment.not-found" };
  expect(await deleteComment(site, bo, top, NOW)).toEqual(refused);
  expect(await db.comment.findUnique({ where: { id: top } })).toMatchObject({ source: "Top secret." });
  await deleteComment(site, ada, top, NOW);
  expect(await deleteComment(site, ada, top, NOW)).toEqual(refused);
  expect(await db.post.findFirst()).toMatchObject({ responseCount: 1 });
});

test("accepts a deleted comment's text again", async () => {
  const { site, ada, postId } = await openThread();
  const input = buildReply();
  const first = await createComment(site, postId, input, { viewer: ada });
  await createComment(site, postId, { to: first });
  await deleteComment(site, ada, first, NOW);
  expect(await createComment(site, postId, input, { viewer: ada })).not.toBe(first);
});
