// What becomes of following when a thing is merged, withdrawn or restored, and what the check of the site knows of it.

import { expect, test } from "vitest";
import { silenceRestored } from "~/flows/following/after-restore.server";
import { mergeTag } from "~/flows/merge-tag.server";
import { publishDueJob } from "~/flows/publishing/publication-job.server";
import { schedulePost, withdrawPost } from "~/flows/publishing/publish-post.server";
import { MAX_FOLLOWED } from "~/following/following.schema";
import { checkFollowing } from "~/following/following-check.server";
import { subscriberOf } from "~/following/subscriber.server";
import { follow, listFollowed } from "~/following/subscription.server";
import { buildPost, createComment, createPost, NOW } from "../../factories/posts";
import { after, openFollowing } from "./following";

test("moves the followers of a merged tag to the one that stays, each once, with what waits for them", async () => {
  const all = await openFollowing();
  const { db, site } = all;
  const [ada, bea] = [await all.join("ada"), await all.join("bea")];
  await createPost(site, { tags: ["old", "kept"] });
  const [old, kept] = await db.tag.findMany({ orderBy: { name: "desc" } });
  if (!old || !kept) throw new Error("no tags");
  await all.followAs(ada, { kind: "tags", id: old.id }, "daily");
  await all.followAs(bea, { kind: "tags", id: old.id });
  await all.followAs(bea, { kind: "tags", id: kept.id }, "weekly");
  expect(await mergeTag(db, "old", "kept")).toEqual({ ok: true, slug: "kept" });
  const rows = await db.subscription.findMany({
    orderBy: { id: "asc" },
    select: { tagId: true, delivery: true },
  });
  expect(rows).toEqual([
    { tagId: kept.id, delivery: "daily" },
    { tagId: kept.id, delivery: "weekly" },
  ]);
});

test("names no post or response that isn't public any more", async () => {
  const all = await openFollowing();
  const { db, site } = all;
  const ada = await all.join("ada");
  const postId = await createPost(site, { title: "Secret again" });
  const commentId = await createComment(site, postId, { body: "Mine." });
  await all.followAs(ada, { kind: "posts", id: postId });
  await all.followAs(ada, { kind: "comments", id: commentId });
  const subscriberId = await db.write((tx) => subscriberOf(tx, ada.accountId, NOW));
  await withdrawPost(site, postId, after(1));
  const followed = await listFollowed(db, subscriberId);
  expect(followed.map(({ name, path }) => [name, path])).toEqual([
    ["A response that isn’t public now", null],
    ["A post that isn’t public now", null],
  ]);
});

test("follows at most five hundred things, and any number follows one", async () => {
  const all = await openFollowing();
  const { db } = all;
  const [ada, bea] = [await all.join("ada"), await all.join("bea")];
  const subscriberId = await db.write((tx) => subscriberOf(tx, ada.accountId, NOW));
  const people = Array.from({ length: MAX_FOLLOWED }, (_, index) => 1_000 + index);
  await db.person.createMany({
    data: people.map((id) => ({
      id,
      handle: `p-${id}`,
      name: `P ${id}`,
      skeleton: `p-${id}`,
      createdAt: NOW,
    })),
  });
  await db.subscription.createMany({
    data: people.map((personId) => ({ subscriberId, personId, delivery: "site", createdAt: NOW })),
  });
  const thing = { kind: "people" as const, id: bea.id };
  expect(await db.write((tx) => follow(tx, subscriberId, thing, "at-once", NOW))).toEqual({
    ok: false,
    reason: "following.too-many",
  });
  const known = { kind: "people" as const, id: 1_000 };
  expect(await db.write((tx) => follow(tx, subscriberId, known, "weekly", NOW))).toEqual({ ok: true });
});

test("tells nobody after a restore: neither what waited, nor of a post whose time came since the backup", async () => {
  const all = await openFollowing();
  const { db, site } = all;
  const [ada, bea] = [await all.join("ada"), await all.join("bea")];
  const postId = await createPost(site);
  await all.followAs(ada, { kind: "site", id: 0 });
  await all.followAs(ada, { kind: "posts", id: postId }, "daily");
  await createComment(site, postId, { body: "Noted." }, { viewer: bea });
  await all.tell(1);
  await createComment(site, postId, { body: "Not yet noted." }, { viewer: bea, now: after(2) });
  const scheduled = await schedulePost(
    site,
    buildPost({ slug: "soon", writers: ["bea"] }),
    after(60),
    after(3),
  );
  const later = await schedulePost(
    site,
    buildPost({ slug: "later", writers: ["bea"] }),
    after(300),
    after(3),
  );
  if (!scheduled.ok || !later.ok) throw new Error("not scheduled");
  await silenceRestored(db, after(200));
  await publishDueJob.run({ ...site, hub: null }, { postId: scheduled.postId }, after(200));
  expect(await all.send(250)).toEqual([]);
  expect(await all.send(3 * 24 * 60)).toEqual([]);
  await publishDueJob.run({ ...site, hub: null }, { postId: later.postId }, after(300));
  expect((await all.send(310)).map(({ to }) => to)).toEqual([ada.email]);
});

test("finds and repairs subscribers without or with two addresses, and subscriptions to no or several things", async () => {
  const all = await openFollowing();
  const { db } = all;
  const [ada, bea] = [await all.join("ada"), await all.join("bea")];
  await all.followAs(ada, { kind: "site", id: 0 }, "daily");
  const good = await db.subscription.findFirstOrThrow();
  expect(await checkFollowing(db)).toEqual([]);
  const none = await db.subscriber.create({ data: { createdAt: NOW } });
  const both = await db.subscriber.create({
    data: { accountId: bea.accountId, email: "bea@example.org", createdAt: NOW },
  });
  const given = { subscriberId: both.id, delivery: "daily", createdAt: NOW };
  const nothing = await db.subscription.create({ data: given });
  const several = await db.subscription.create({ data: { ...given, site: true, personId: ada.id } });
  const part = await db.subscription.create({ data: { ...given, personId: bea.id, partAt: NOW } });
  const found = await checkFollowing(db);
  expect(found.map(({ row, problem }) => `${row} ${problem}`)).toEqual([
    `subscriber ${none.id} has neither an account nor an address`,
    `subscriber ${both.id} has an account and an address`,
    `subscription ${nothing.id} follows 0 things instead of one`,
    `subscription ${several.id} follows 2 things instead of one`,
    `subscription ${part.id} waits for the next part of something that isn’t a series`,
  ]);
  await db.write(async (tx) => {
    for (const { repair } of found) await repair?.(tx);
  });
  expect(await checkFollowing(db)).toEqual([]);
  const left = await db.subscription.findMany({ orderBy: { id: "asc" }, select: { id: true, partAt: true } });
  expect(left).toEqual([
    { id: good.id, partAt: null },
    { id: part.id, partAt: null },
  ]);
  expect(await db.subscriber.count({ where: { id: both.id, email: null } })).toBe(1);
});
