// Following without an account, by an address that is confirmed once.

import { expect, test } from "vitest";
import { pruneTokens } from "~/accounts/token.server";
import { hashEmail } from "~/comments/guests/guest-email";
import { forgetByLink } from "~/flows/following/link-page.server";
import { confirmGuest, openConfirmation, turnGuestEmails } from "~/flows/guests/confirm-address.server";
import { pruneRequests } from "~/following/follow-request.server";
import { MAX_FOLLOWED, MAX_REQUESTS } from "~/following/following.schema";
import { muteConversation } from "~/following/preference.server";
import { findByLink, standingLink } from "~/following/subscriber.server";
import { pruneLimits } from "~/platform/rate-limits/rate-limits.server";
import { createComment, createPost } from "../../factories/posts";
import { ADDRESS, openByAddress } from "./by-address";
import { after } from "./following";

const DAY = 24 * 60;
const SITE = { kind: "site", id: 0 } as const;

test("follows what was asked only once the address is confirmed, everything by one e-mail, which has nothing that somebody else chose", async () => {
  const all = await openByAddress();
  const bea = await all.join("bea");
  const postId = await createPost(all.site, { title: "A planted title" });
  await all.ask({ kind: "posts", id: postId });
  await all.ask({ kind: "people", id: bea.id }, { email: "Guest@EXAMPLE.org", delivery: "weekly" });
  const [mail, ...others] = await all.questions();
  expect(others).toEqual([]);
  expect(mail?.to).toBe(ADDRESS);
  expect(`${mail?.subject} ${mail?.text} ${mail?.html}`).not.toMatch(/planted|\bbea\b/i);
  await createComment(all.site, postId, { body: "Too early." }, { viewer: bea });
  expect(await all.send(1)).toEqual([]);
  const opened = await openConfirmation(all.db, mail?.secret ?? "", after(2));
  expect(opened.ok && opened.follows.map(({ name, delivery }) => [name, delivery])).toEqual([
    ["bea", "weekly"],
    ["A planted title", "at-once"],
  ]);
  expect(await all.confirm(mail?.secret ?? "", 2)).toMatchObject({ ok: true });
  expect(await all.db.followRequest.count()).toBe(0);
  await createComment(all.site, postId, { body: "In time." }, { viewer: bea, now: after(3) });
  expect((await all.send(4)).map(({ to }) => to)).toEqual([ADDRESS]);
});

test("follows only what is chosen of what was asked, forgets the rest, and refuses a confirmation without anything", async () => {
  const all = await openByAddress();
  const postId = await createPost(all.site);
  await all.ask({ kind: "posts", id: postId });
  await all.ask(SITE);
  const [mail] = await all.questions();
  const secret = mail?.secret ?? "";
  const [site] = await all.db.followRequest.findMany({ where: { kind: "site" } });
  const choose = (requestIds: number[]) =>
    confirmGuest(all.site, secret, { ids: [], requestIds, remember: false, proof: undefined }, after(1));
  for (const ids of [[], [99_999]])
    expect(await choose(ids)).toEqual({ ok: false, reason: "guest.nothing-chosen" });
  expect(await choose([site?.id ?? 0])).toMatchObject({ ok: true });
  expect(await all.subscriptionsOf(ADDRESS)).toMatchObject([{ site: true }]);
  expect(await all.db.followRequest.count()).toBe(0);
  expect(await choose([site?.id ?? 0])).toEqual({ ok: false, reason: "token.used" });
});

test("says how many things are beyond the limit, and follows those before it", async () => {
  const all = await openByAddress();
  const { subscriber } = await all.followByMail(SITE);
  const names = Array.from({ length: MAX_FOLLOWED - 2 }, (_, number) => `tag-${number}`);
  await all.db.tag.createMany({ data: names.map((name) => ({ name, slug: name })) });
  const tags = await all.db.tag.findMany({ select: { id: true } });
  await all.db.subscription.createMany({
    data: tags.map(({ id: tagId }) => ({
      ...{ subscriberId: subscriber.id, tagId, delivery: "daily", createdAt: after(0) },
    })),
  });
  for (const slug of ["one", "two", "three"])
    await all.ask({ kind: "posts", id: await createPost(all.site, { slug }) }, {}, 1);
  const [mail] = await all.questions(1);
  expect(await all.confirm(mail?.secret ?? "", 2)).toMatchObject({ ok: true, tooMany: 2 });
  expect(await all.subscriptionsOf(ADDRESS)).toHaveLength(MAX_FOLLOWED);
});

test("confirms once when two press the button at the same time", async () => {
  const all = await openByAddress();
  await all.ask(SITE);
  const [mail] = await all.questions();
  const both = await Promise.all([all.confirm(mail?.secret ?? ""), all.confirm(mail?.secret ?? "")]);
  expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
  expect(await all.db.subscriber.count()).toBe(1);
});

test("leaves everything or nothing when somebody confirms and deletes everything at the same time", async () => {
  const all = await openByAddress();
  const { subscriber } = await all.followByMail(SITE);
  const postId = await createPost(all.site);
  await all.ask({ kind: "posts", id: postId }, {}, 1);
  const [mail] = await all.questions(1);
  const link = standingLink(all.site.siteSecret, subscriber);
  const [confirmed, forgotten] = await Promise.all([
    all.confirm(mail?.secret ?? "", 2),
    forgetByLink(all.site, link),
  ]);
  expect(forgotten).toBe(true);
  const rows = await all.db.subscription.findMany({ include: { subscriber: { select: { email: true } } } });
  // Confirmed first, it is deleted with the rest; deleted first, the link is gone.
  expect(rows).toEqual([]);
  expect(await all.db.subscriber.count()).toBe(0);
  expect(confirmed.ok || confirmed.reason === "token.unknown").toBe(true);
  expect(await all.db.followRequest.count()).toBe(0);
});

test("asks an address once a day and three times in all, until it is confirmed", async () => {
  const all = await openByAddress();
  const asked: number[] = [];
  let secret = "";
  for (const day of [0, 0.5, 1, 1.5, 2, 3, 10, 300]) {
    await pruneLimits(all.db, after(day * DAY));
    await all.ask(SITE, {}, day * DAY);
    const mails = await all.questions(day * DAY);
    asked.push(...mails.map(() => day));
    secret = mails[0]?.secret ?? secret;
  }
  expect(asked).toEqual([0, 1, 2]);
  await all.ask(SITE, {}, 3 * DAY);
  expect(await all.confirm(secret, 3 * DAY)).toMatchObject({ ok: true });
  await all.ask(SITE, {}, 3 * DAY + 1);
  expect(await all.questions(3 * DAY + 1)).toHaveLength(1);
});

test("does the same for the address of a member and of nobody, for one that turned e-mails off and for one that was deactivated, and writes only to the first two", async () => {
  const all = await openByAddress();
  const [ada, off] = [await all.join("ada"), await all.join("off")];
  await all.db.account.update({ where: { id: off.accountId }, data: { status: "deactivated" } });
  await all.ask(SITE, { email: "no@example.org" });
  await all.questions();
  const token = await all.db.token.findFirstOrThrow({ where: { purpose: "guest-unsubscribe" } });
  expect(token.payload).toBe(JSON.stringify({ emailHash: hashEmail("no@example.org") }));
  await all.db.guest.create({
    data: {
      emailHash: hashEmail("no@example.org"),
      noEmails: true,
      createdAt: after(0),
      expiresAt: after(0),
    },
  });
  const emails = [ada.email, ADDRESS, "no@example.org", off.email];
  for (const email of emails)
    expect(await all.ask(SITE, { email }, 2 * DAY)).toEqual({ ok: true, state: "asked" });
  expect(await all.db.followRequest.count()).toBe(4);
  expect(await all.db.job.count({ where: { kind: "confirm-guest" } })).toBe(4);
  expect((await all.questions(2 * DAY)).map(({ to }) => to)).toEqual([ada.email, ADDRESS]);
  expect(await turnGuestEmails(all.site, "f".repeat(48), true, after(2 * DAY))).toBe(false);
});

test("lets a member's account follow what was asked with its address by somebody who wasn't signed in", async () => {
  const all = await openByAddress();
  const ada = await all.join("ada");
  await all.ask(SITE, { email: ada.email });
  const [mail] = await all.questions();
  await all.confirm(mail?.secret ?? "");
  expect(
    await all.db.subscription.findMany({ where: { subscriber: { accountId: ada.accountId } } }),
  ).toMatchObject([{ site: true }]);
  expect(await all.db.subscriber.count({ where: { email: { not: null } } })).toBe(0);
});

test("follows without another e-mail from a browser that has confirmed the address, and from no other", async () => {
  const all = await openByAddress();
  const postId = await createPost(all.site);
  const { proof } = await all.followByMail(SITE);
  const post = { kind: "posts", id: postId } as const;
  expect(await all.ask(post, { proof, email: "other@example.org" })).toEqual({ ok: true, state: "asked" });
  expect(await all.ask(post, { proof: "f".repeat(48) })).toEqual({ ok: true, state: "asked" });
  expect(await all.subscriptionsOf(ADDRESS)).toHaveLength(1);
  expect(await all.ask(post, { proof })).toMatchObject({ ok: true, state: "followed" });
  expect(await all.subscriptionsOf(ADDRESS)).toHaveLength(2);
});

test("keeps the newest requests of an address, one job for it, and forgets both the requests and their link after seven days", async () => {
  const all = await openByAddress();
  const ids: number[] = [];
  for (let count = 0; count < MAX_REQUESTS + 3; count++) ids.push(await createPost(all.site));
  for (const [minutes, id] of ids.entries()) await all.ask({ kind: "posts", id }, {}, minutes);
  const kept = await all.db.followRequest.findMany({ orderBy: { id: "asc" }, select: { thingId: true } });
  expect(kept.map(({ thingId }) => thingId)).toEqual(ids.slice(3));
  expect(await all.db.job.count({ where: { kind: "confirm-guest" } })).toBe(1);
  const [mail] = await all.questions(30);
  const week = 7 * DAY + 31;
  expect(await all.confirm(mail?.secret ?? "", week)).toEqual({ ok: false, reason: "token.expired" });
  await all.db.write((tx) => pruneRequests(tx, after(7 * DAY + 3)));
  expect(await all.db.followRequest.count()).toBe(MAX_REQUESTS - 1);
  await all.db.write((tx) => pruneRequests(tx, after(week)));
  await pruneTokens(all.db, after(week));
  expect(await all.db.followRequest.count()).toBe(0);
  expect(await all.confirm(mail?.secret ?? "", 365 * DAY)).toEqual({ ok: false, reason: "token.unknown" });
  expect(await all.db.token.count({ where: { payload: { contains: "@" } } })).toBe(0);
});

test("hears of a conversation again that it muted, when it follows it again", async () => {
  const all = await openByAddress();
  const postId = await createPost(all.site);
  const { subscriber, proof } = await all.followByMail({ kind: "posts", id: postId });
  await all.db.write((tx) => muteConversation(tx, subscriber.id, postId, after(1)));
  await all.ask({ kind: "posts", id: postId }, { proof });
  expect(await all.db.mutedConversation.count()).toBe(0);
});

test("deletes everything about an address by its link, except the replies, and asks it again like any other afterwards", async () => {
  const all = await openByAddress();
  const postId = await createPost(all.site);
  const commentId = await createComment(all.site, postId, { email: ADDRESS, emails: "on", answers: "post" });
  const { subscriber } = await all.followByMail({ kind: "posts", id: postId });
  const bea = await all.join("bea");
  await createComment(all.site, postId, {}, { viewer: bea, now: after(2) });
  await all.tell(3);
  await all.ask(SITE, {}, 4);
  await all.questions(4);
  const link = standingLink(all.site.siteSecret, subscriber);
  const forget = () => forgetByLink(all.site, link);
  expect((await Promise.all([forget(), forget()])).sort()).toEqual([false, true]);
  for (const model of ["subscriber", "subscription", "notification", "followRequest", "guest"] as const)
    expect(await (all.db[model] as { count(): Promise<number> }).count()).toBe(0);
  expect(await all.db.token.count({ where: { payload: { contains: ADDRESS } } })).toBe(0);
  expect(await all.db.comment.findUniqueOrThrow({ where: { id: commentId } })).toMatchObject({
    ...{ guestEmail: ADDRESS, emailAskedAt: null, emailAnswers: null },
  });
  expect(await findByLink(all.db, all.site.siteSecret, link)).toBeNull();
  await createComment(all.site, postId, {}, { viewer: bea, now: after(6) });
  expect(await all.send(7)).toEqual([]);
});
