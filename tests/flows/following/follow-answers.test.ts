// "E-mail me answers" in the reply form.

import { expect, test } from "vitest";
import { leave } from "~/flows/accounts/leave.server";
import { stopByLink } from "~/flows/following/link-page.server";
import { standingLink } from "~/following/subscriber.server";
import type { Viewer } from "~/people/viewer";
import { decide, setHolding } from "../../factories/moderation";
import { createMember } from "../../factories/people";
import { createComment, createPost } from "../../factories/posts";
import { ADDRESS, openByAddress } from "./by-address";
import { after } from "./following";

async function openAnswers() {
  const all = await openByAddress();
  const [bea, mo] = [
    await all.join("bea"),
    await createMember(all.db, "mo", { moderates: true, password: null }),
  ];
  const postId = await createPost(all.site);
  /** A guest's reply with the box ticked. */
  const reply = (answers: "replies" | "post", minutes = 0, viewer: Viewer = { kind: "guest" }, to?: number) =>
    createComment(
      all.site,
      postId,
      { email: ADDRESS, emails: "on", answers, ...(to !== undefined && { to }) },
      { viewer, now: after(minutes) },
    );
  const answer = (minutes: number, to?: number) =>
    createComment(
      all.site,
      postId,
      { ...(to !== undefined && { to }) },
      { viewer: bea, now: after(minutes) },
    );
  const toGuest = async (minutes: number) =>
    (await all.send(minutes)).filter(({ to }) => to === ADDRESS).map(({ subject }) => subject);
  return { ...all, bea, mo, postId, reply, answer, toGuest };
}

test("tells a guest of replies to them alone, once they have confirmed their address, and until they stop that", async () => {
  const all = await openAnswers();
  const own = await all.reply("replies");
  await all.answer(1, own);
  expect(await all.toGuest(2)).toEqual([]);
  const [mail] = await all.questions(3);
  const done = await all.confirm(mail?.secret ?? "", 4);
  await all.answer(20);
  expect(await all.toGuest(21)).toEqual([]);
  await all.answer(40, own);
  expect(await all.toGuest(41)).toEqual([expect.stringMatching(/^bea replied to you on /)]);
  if (!done.ok) throw new Error(done.reason);
  const link = standingLink(all.site.siteSecret, done.subscriber);
  expect(await stopByLink(all.site, link, { reason: "reply" })).toBe(true);
  await all.answer(60, own);
  for (const minutes of [61, 2 * 24 * 60]) expect(await all.toGuest(minutes)).toEqual([]);
});

test("tells a guest of no replies to what somebody else wrote with their address, and to what they wrote without the box", async () => {
  const all = await openAnswers();
  await all.reply("replies");
  const [mail] = await all.questions(1);
  const done = await all.confirm(mail?.secret ?? "", 2);
  const viewer = { kind: "guest", proof: (done.ok && done.secret) || "" } as const;
  const others = await all.reply("replies", 3);
  const quiet = await createComment(all.site, all.postId, { email: ADDRESS }, { viewer, now: after(3) });
  for (const id of [others, quiet]) await all.answer(4, id);
  expect(await all.toGuest(5)).toEqual([]);
});

test("tells a guest of the whole post, but not of what they write themselves, and makes them follow it once", async () => {
  const all = await openAnswers();
  const own = await all.reply("post");
  const [mail] = await all.questions(1);
  const done = await all.confirm(mail?.secret ?? "", 2);
  const proof = (done.ok && done.secret) || "";
  await all.reply("replies", 5, { kind: "guest", proof }, own);
  expect(await all.toGuest(6)).toEqual([]);
  // Somebody else may type the address.
  await all.reply("replies", 7);
  expect(await all.toGuest(8)).toHaveLength(1);
  await all.answer(30);
  expect(await all.toGuest(31)).toHaveLength(1);
  await all.db.subscription.deleteMany();
  await decide(all.site, all.mo, "hold", [own], after(32));
  await decide(all.site, all.mo, "approve", [own], after(33));
  expect(await all.db.subscription.count()).toBe(0);
});

test("lets a guest whose reply waits follow the post only when it is approved, also if they confirm before, and never if it is refused", async () => {
  const all = await openAnswers();
  await setHolding(all.db, "everyone");
  const [kept, refused] = [await all.reply("post"), await all.reply("post", 0.1)];
  const [mail] = await all.questions(1);
  await all.confirm(mail?.secret ?? "", 2);
  await decide(all.site, all.mo, "remove", [refused], after(3));
  expect(await all.subscriptionsOf(ADDRESS)).toEqual([]);
  await decide(all.site, all.mo, "approve", [kept], after(4));
  expect(await all.subscriptionsOf(ADDRESS)).toMatchObject([{ postId: all.postId, delivery: "at-once" }]);
});

test("lets a member follow the post who asks for that, and keeps the way that they chose before", async () => {
  const all = await openAnswers();
  const ada = await all.join("ada");
  const say = (viewer: Viewer) =>
    createComment(all.site, all.postId, { emails: "on", answers: "post" }, { viewer });
  const mine = { where: { subscriber: { accountId: ada.accountId } } };
  await say(ada);
  expect(await all.db.subscription.findMany(mine)).toMatchObject([
    { postId: all.postId, delivery: "at-once" },
  ]);
  await all.followAs(ada, { kind: "posts", id: all.postId }, "weekly");
  await say(ada);
  expect(await all.db.subscription.findMany(mine)).toMatchObject([{ delivery: "weekly" }]);
  await all.followAs(ada, { kind: "posts", id: all.postId }, "site");
  await say(ada);
  expect(await all.db.subscription.findMany(mine)).toMatchObject([{ delivery: "at-once" }]);
  await leave(all.site, ada, "anonymise", after(1));
  expect(await all.db.subscriber.count({ where: { accountId: ada.accountId } })).toBe(0);
});

test("gets answers again that a guest had stopped, when a browser that confirmed the address asks for them", async () => {
  const all = await openAnswers();
  const first = await all.reply("replies");
  const [mail] = await all.questions(1);
  const done = await all.confirm(mail?.secret ?? "", 2);
  if (!done.ok) throw new Error(done.reason);
  await stopByLink(all.site, standingLink(all.site.siteSecret, done.subscriber), "all");
  await all.answer(3, first);
  expect(await all.toGuest(4)).toEqual([]);
  const proof = done.secret ?? "";
  const again = await all.reply("replies", 20, { kind: "guest", proof });
  await all.answer(21, again);
  expect(await all.toGuest(22)).toHaveLength(1);
});
