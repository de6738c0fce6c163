import { expect, test } from "vitest";
import { replyTo } from "~/flows/responding/reply.server";
import { MAX_WAITING } from "~/moderation/holding";
import { guest, type Viewer } from "~/people/viewer";
import { newDatabaseUrl } from "../../factories/database";
import { setHolding } from "../../factories/moderation";
import { createMember } from "../../factories/people";
import { buildReply, CLIENT, createPost, NOW } from "../../factories/posts";
import { open } from "../../portability/sites";

test("refuses a guest's reply that would wait behind too many, and takes those of members and what needn't wait", async () => {
  const site = open(await newDatabaseUrl());
  const ada = await createMember(site.db, "ada");
  const postId = await createPost(site);
  await setHolding(site.db, "everyone");
  const waiting = {
    postId,
    status: "held",
    source: "a",
    html: "<p>a</p>",
    excerpt: "a",
    renderVersion: 0,
    createdAt: NOW,
  };
  await site.db.comment.createMany({ data: Array.from({ length: MAX_WAITING - 1 }, () => waiting) });
  const reply = (viewer: Viewer) =>
    replyTo(site, viewer, postId, buildReply(), { now: NOW, clientAddress: CLIENT });
  const HELD = { ok: true, comment: { number: null } };
  expect(await reply(guest)).toMatchObject(HELD);
  expect(await reply(guest)).toEqual({ ok: false, reason: "queue.full" });
  expect(await reply(ada)).toMatchObject(HELD);
  await setHolding(site.db, "nobody");
  expect(await reply(guest)).toMatchObject({ ok: true, comment: { number: 1 } });
  await setHolding(site.db, "everyone");
  await site.db.comment.deleteMany({ where: { status: "held", personId: null } });
  expect(await reply(guest)).toMatchObject(HELD);
});
