// The choice of a publication without e-mails to followers, and how many would get one.

import { expect, test } from "vitest";
import { findDraft } from "~/drafts/draft.server";
import { saveDraft } from "~/drafts/saving/draft-saving.server";
import { countRecipientsOf } from "~/flows/following/count-recipients.server";
import { publishDueJob } from "~/flows/publishing/publication-job.server";
import { withdrawPost } from "~/flows/publishing/publish-post.server";
import {
  publishDraftVersion,
  scheduleDraftVersion,
  updateFromDraft,
} from "~/flows/writing/publish-draft.server";
import { buildSave, createDraft } from "../../factories/drafts";
import { buildPost } from "../../factories/posts";
import { after, openFollowing } from "./following";

type Site = Awaited<ReturnType<typeof openFollowing>>;

async function openDraft(text: Parameters<typeof createDraft>[2] = {}) {
  const all = await openFollowing();
  const [ada, ken] = [await all.join("ada"), { ...(await all.join("ken")), role: "editor" as const }];
  await all.db.account.update({ where: { id: ken.accountId }, data: { role: "editor" } });
  await all.followAs(ada, { kind: "site", id: 0 });
  return { ...all, ada, ken, draftId: await createDraft(all.db, ken, text, after(0)) };
}

const countOf = async (
  { db }: Site,
  draftId: number,
  input = buildPost({ writers: ["ken"], tags: [] }),
  minutes = 0,
) => {
  const draft = await findDraft(db, draftId);
  return draft && countRecipientsOf(db, draft, input, after(minutes));
};

test("tells followers of a post on the site alone if its publication is quiet, and its writers of nothing", async () => {
  const all = await openDraft({ writers: "ken, ada" });
  const { site, db, ken, draftId } = all;
  const bea = await all.join("bea");
  for (const one of [bea, ken]) await all.followAs(one, { kind: "site", id: 0 });
  await publishDraftVersion(site, ken, { draftId, version: 1 }, after(0), { quiet: true });
  expect(await all.send(30)).toEqual([]);
  const told = await db.notification.findMany({
    select: { delivery: true, subscriber: { select: { accountId: true } } },
  });
  expect(told).toEqual([{ delivery: "site", subscriber: { accountId: bea.accountId } }]);
});

test("keeps the choice with the schedule, also while its text changes, and follows the last one", async () => {
  const all = await openDraft();
  const { site, db, ada, ken, draftId } = all;
  const due = after(60);
  await scheduleDraftVersion(site, ken, { draftId, version: 1 }, due, after(0), true);
  const draft = await findDraft(db, draftId);
  if (!draft) throw new Error("no draft");
  const save = buildSave({ title: "Changed", slug: "kept" }, { version: 1 });
  await db.write((tx) => saveDraft(tx, draft, ken.id, save, after(1)));
  const { version } = await db.draft.findUniqueOrThrow({ where: { id: draftId } });
  await updateFromDraft(site, ken, { draftId, version }, after(2));
  const post = await db.post.findFirstOrThrow();
  expect(post).toMatchObject({ title: "Changed", quiet: true, status: "scheduled" });
  expect((await countOf(all, draftId))?.quiet).toBe(true);
  await publishDueJob.run({ ...site, hub: null }, { postId: post.id }, due);
  expect(await all.send(90)).toEqual([]);
  await withdrawPost(site, post.id, after(91));
  await db.notification.deleteMany();
  await scheduleDraftVersion(site, ken, { draftId, version }, after(200), after(92), false);
  await publishDueJob.run({ ...site, hub: null }, { postId: post.id }, after(200));
  expect((await all.send(220)).map(({ to }) => to)).toEqual([ada.email]);
});

test("counts each follower who would get an e-mail once, and nobody who wouldn't", async () => {
  const all = await openDraft();
  const { db, ada, ken, draftId, site } = all;
  const [bea, cy, dan, eve] = [
    ...[await all.join("bea"), await all.join("cy"), await all.join("dan"), await all.join("eve")],
  ] as [typeof ada, typeof ada, typeof ada, typeof ada];
  await all.followAs(ada, { kind: "people", id: ken.id });
  await all.followAs(bea, { kind: "people", id: ken.id }, "weekly");
  await all.followAs(cy, { kind: "site", id: 0 }, "site");
  await all.followAs(dan, { kind: "site", id: 0 });
  await db.account.update({ where: { id: dan.accountId }, data: { notices: false } });
  await all.followAs(eve, { kind: "site", id: 0 });
  await db.account.update({ where: { id: eve.accountId }, data: { status: "suspended" } });
  await all.followAs(ken, { kind: "site", id: 0 });
  expect(await countOf(all, draftId)).toEqual({ count: 2, quiet: false });
  const guest = await db.subscriber.create({ data: { email: "guest@example.org", createdAt: after(0) } });
  const tag = await db.tag.create({ data: { slug: "rooms", name: "rooms", folded: "rooms" } });
  await db.subscription.create({
    data: { subscriberId: guest.id, tagId: tag.id, delivery: "daily", createdAt: after(0) },
  });
  expect((await countOf(all, draftId))?.count).toBe(2);
  expect((await countOf(all, draftId, buildPost({ writers: ["ken"], tags: ["rooms"] })))?.count).toBe(3);
  await publishDraftVersion(site, ken, { draftId, version: 1 }, after(0));
  expect(await countOf(all, draftId)).toBeNull();
  const post = await db.post.findFirstOrThrow();
  await all.send(10);
  await withdrawPost(site, post.id, after(20));
  expect((await countOf(all, draftId, undefined, 30))?.count).toBe(0);
  expect((await countOf(all, draftId, undefined, 60 * 24 * 8))?.count).toBeNull();
});
