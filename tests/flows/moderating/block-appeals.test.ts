// Appeals of blocks: who may answer, what follows, who is told, and what is forgotten.

import { expect, test } from "vitest";
import { hashEmail } from "~/comments/guests/guest-email";
import { leave } from "~/flows/accounts/leave.server";
import { endBlockNow } from "~/flows/moderating/block.server";
import { answerBlockAppeal, appealBlock } from "~/flows/moderating/block-appeals.server";
import { eraseHiddenJob } from "~/flows/moderating/erase-hidden.server";
import { KEEP_HIDDEN_DAYS } from "~/moderation/actions";
import { WAIT_FOR_OTHERS_DAYS } from "~/moderation/appeals/appeal";
import { countOpenAppeals } from "~/moderation/appeals/appeal.server";
import { pruneBlocksJob } from "~/moderation/blocks/block-upkeep.server";
import type { Member } from "~/people/viewer";
import { address, block, person } from "../../factories/blocks";
import { newDatabaseUrl, SITE_URL } from "../../factories/database";
import { createMember } from "../../factories/people";
import { createComment, createPost, NOW } from "../../factories/posts";
import { open } from "../../portability/sites";

const days = (count: number) => new Date(NOW.getTime() + count * 24 * 60 * 60 * 1000);

/** Mo has blocked Ada for thirty days, who appeals. */
async function openAppealed() {
  const site = { ...open(await newDatabaseUrl()), siteUrl: SITE_URL };
  const { db } = site;
  const member = (name: string, moderates = true) => createMember(db, name, { moderates, password: null });
  const [mo, eve, ada] = [await member("mo"), await member("eve"), await member("ada", false)];
  const blockId = await block(site, mo, person("ada"), { endsAt: days(30) });
  const appeal = () => appealBlock(site, { member: ada }, { blockId, text: "A quote." }, NOW);
  const made = await appeal();
  const { id } = await db.blockAppeal.findFirstOrThrow();
  const answer = (by: Member, to: "upheld" | "reversed", now = NOW) =>
    answerBlockAppeal(site, by, id, { to, words: "We looked again." }, now);
  const state = async () => {
    const { endsAt } = await db.block.findUniqueOrThrow({ where: { id: blockId } });
    return [endsAt, (await db.blockAppeal.findFirst())?.status];
  };
  const mail = async () =>
    (await db.job.findMany({ where: { kind: "mail" }, orderBy: { id: "asc" } })).map(({ payload }) =>
      JSON.parse(payload),
    );
  return { site, db, mo, eve, ada, blockId, appeal, made, id, answer, state, mail };
}

test("is answered by another moderator than the one who made the block, while there is one, and for a week", async () => {
  const { db, mo, eve, ada, appeal, made, answer, state } = await openAppealed();
  expect(made).toEqual({ ok: true, secret: null });
  expect(await appeal()).toEqual({ ok: false, reason: "appeal.made" });
  expect(await answer(mo, "reversed")).toEqual({ ok: false, reason: "appeal.for-others" });
  expect(await answer(ada, "reversed")).toEqual({ ok: false, reason: "moderation.not-allowed" });
  await db.account.update({ where: { id: ada.accountId }, data: { moderates: true } });
  expect(await answer(ada, "reversed")).toEqual({ ok: false, reason: "moderation.own" });
  await db.account.update({ where: { id: eve.accountId }, data: { status: "deactivated" } });
  expect(await state()).toEqual([days(30), "open"]);
  // Nobody else is left: Ada can't answer her own.
  expect(await answer(mo, "upheld")).toEqual({ ok: true });
  expect(await state()).toEqual([days(30), "upheld"]);
});

test("is answered by whoever made the block after a week in which nobody else did", async () => {
  const { mo, answer, mail } = await openAppealed();
  expect(await answer(mo, "upheld", days(WAIT_FOR_OTHERS_DAYS))).toEqual({ ok: true });
  const [told] = await mail();
  expect(told).toMatchObject({
    to: "ada@example.org",
    subject: expect.stringContaining("You still can’t comment"),
  });
  expect(told.text).toContain("We looked again.");
  expect(told.text).toContain(`${SITE_URL}/settings/block`);
});

test("ends the block when it is granted, by an answer or by a moderator who ends the block, and tells whoever asked", async () => {
  const { eve, answer, state, mail } = await openAppealed();
  expect(await answer(eve, "reversed")).toEqual({ ok: true });
  expect(await state()).toEqual([NOW, "reversed"]);
  expect(await answer(eve, "upheld")).toEqual({ ok: false, reason: "appeal.answered" });
  expect((await mail())[0].subject).toContain("again");

  const other = await openAppealed();
  await endBlockNow(other.site, other.mo, other.blockId, NOW);
  await endBlockNow(other.site, other.mo, other.blockId, days(1));
  expect(await other.state()).toEqual([NOW, "reversed"]);
  expect(await other.mail()).toHaveLength(1);
});

test("lapses with a block that ends by itself, and is forgotten thirty days after the answer", async () => {
  const { site, db, eve, answer, state } = await openAppealed();
  expect(await answer(eve, "reversed", days(31))).toEqual({ ok: false, reason: "appeal.block-ended" });
  expect(await countOpenAppeals(db, 9)).toBe(1);
  await pruneBlocksJob.run(site, {}, days(29));
  expect(await state()).toEqual([days(30), "open"]);
  await pruneBlocksJob.run(site, {}, days(31));
  expect(await state()).toEqual([days(30), "lapsed"]);
  await eraseHiddenJob.run(site, {}, days(30 + KEEP_HIDDEN_DAYS));
  expect(await db.blockAppeal.findFirst()).toMatchObject({ text: "A quote." });
  await eraseHiddenJob.run(site, {}, days(32 + KEEP_HIDDEN_DAYS));
  expect(await db.blockAppeal.findFirst()).toMatchObject({ text: "", words: "" });
});

test("goes with the account of whoever asked, and keeps no name of whoever answered", async () => {
  const { site, db, ada, eve, answer } = await openAppealed();
  await answer(eve, "upheld");
  await leave(site, eve, "remove", NOW);
  expect(await db.blockAppeal.findFirst()).toMatchObject({ answererId: null });
  await leave(site, ada, "remove", NOW);
  expect(await db.blockAppeal.count()).toBe(0);
});

test("tells a guest at the blocked address only once its owner has confirmed it", async () => {
  const { site, db, mo, eve, mail } = await openAppealed();
  const postId = await createPost(site, { slug: "first" });
  const commentId = await createComment(site, postId, { email: "g@example.net" });
  const blockId = await block(site, mo, address(commentId));
  const proof = Buffer.from(site.siteSecret.hash("block-link", String(blockId)), "base64url").toString("hex");
  const ask = () => appealBlock(site, { proof }, { blockId, text: "Please." }, NOW);
  expect(await ask()).toMatchObject({ ok: true, secret: expect.stringMatching(/^\w{20,}$/) });
  expect(await ask()).toEqual({ ok: false, reason: "appeal.made" });
  const { id } = await db.blockAppeal.findFirstOrThrow({ where: { blockId } });
  const uphold = () => answerBlockAppeal(site, eve, id, { to: "upheld", words: "No." }, NOW);
  await uphold();
  expect(await mail()).toEqual([]);
  const guest = {
    emailHash: hashEmail("g@example.net"),
    confirmedAt: NOW,
    createdAt: NOW,
    expiresAt: days(9),
  };
  await db.comment.update({
    where: { id: commentId },
    data: { emailAskedAt: NOW, guest: { create: guest } },
  });
  await db.blockAppeal.update({ where: { id }, data: { status: "open" } });
  await uphold();
  expect(await mail()).toMatchObject([{ to: "g@example.net" }]);
});
