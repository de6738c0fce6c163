// Addresses that refuse e-mails, and the yearly question.

import { expect, test } from "vitest";
import { askToKeepJob } from "~/flows/following/ask-to-keep.server";
import { resume } from "~/following/emails/pause.server";
import { subscriberOf } from "~/following/subscriber.server";
import { createRateLimiter } from "~/platform/rate-limits/rate-limits.server";
import { createComment, createPost, NOW } from "../../factories/posts";
import { after, openFollowing } from "./following";

const HOUR = 60;
const DAY = 24 * HOUR;

async function openOne() {
  const all = await openFollowing();
  const [ada, bea] = [await all.join("ada"), await all.join("bea")];
  const postId = await createPost(all.site);
  await all.followAs(ada, { kind: "posts", id: postId });
  const subscriberId = await all.db.write((tx) => subscriberOf(tx, ada.accountId, NOW));
  /** Says something, which is refused with a code if one is given. */
  const say = async (minutes: number, responseCode?: number) => {
    await createComment(all.site, postId, { body: `At ${minutes}.` }, { viewer: bea, now: after(minutes) });
    if (responseCode) all.sink.refuseOnce(responseCode);
    return (await all.send(minutes + 20)).filter(({ to }) => to === ada.email);
  };
  const stateOf = () => all.db.subscriber.findUniqueOrThrow({ where: { id: subscriberId } });
  return { ...all, ada, postId, subscriberId, say, stateOf };
}

test("pauses an address that is refused for good on three days, and sends again once its owner asks for it", async () => {
  const { db, subscriberId, say, stateOf } = await openOne();
  // Many refusals of one day are one.
  for (const minutes of [0, HOUR, 2 * HOUR, DAY, DAY + HOUR]) await say(minutes, 550);
  expect(await stateOf()).toMatchObject({ refusals: 2, paused: null });
  await say(2 * DAY, 550);
  expect(await stateOf()).toMatchObject({ refusals: 3, paused: "refused" });
  expect(await say(3 * DAY)).toEqual([]);
  expect(await db.notification.count({ where: { subscriberId, delivery: "site", dueAt: null } })).toBe(1);
  await db.write((tx) => resume(tx, subscriberId, after(4 * DAY)));
  expect(await say(4 * DAY)).toHaveLength(1);
  expect(await stateOf()).toMatchObject({ refusals: 0, paused: null });
});

test("begins to count again after an e-mail that was taken", async () => {
  const { say, stateOf } = await openOne();
  for (const day of [0, 1]) await say(day * DAY, 550);
  expect(await say(2 * DAY)).toHaveLength(1);
  for (const day of [3, 4]) await say(day * DAY, 550);
  expect(await stateOf()).toMatchObject({ refusals: 2, paused: null });
});

test("asks a mail server that refuses for now later and later, gives up at the seventh time, and never pauses for it", async () => {
  const { db, sink, ada, say, send, stateOf } = await openOne();
  await say(0, 451);
  const waits: number[] = [];
  for (let minutes = 20; ; ) {
    const { dueAt } = await db.notification.findFirstOrThrow({
      where: { subscriber: { accountId: ada.accountId } },
    });
    if (!dueAt) break;
    const next = Math.ceil((dueAt.getTime() - NOW.getTime()) / 60_000);
    waits.push(next - minutes);
    sink.refuseOnce(451);
    minutes = next;
    await send(minutes);
  }
  expect(waits.map((wait) => Math.round(wait / 15))).toEqual([1, 2, 4, 8, 16, 32]);
  expect(sink.messages.filter(({ to }) => to === ada.email)).toEqual([]);
  expect(await stateOf()).toMatchObject({ refusals: 0, paused: null });
});

test("asks once a year whether to go on, and pauses what nobody kept for three months, but not answers", async () => {
  const { site, db, sink, ada, postId, subscriberId, join, say, send, stateOf } = await openOne();
  const ask = async (days: number) => {
    const known = sink.messages.length;
    await askToKeepJob.run(site, {}, after(days * DAY));
    return sink.messages.slice(known);
  };
  expect(await ask(364)).toEqual([]);
  const [question, ...others] = await ask(366);
  expect(others).toEqual([]);
  expect(question).toMatchObject({ to: ada.email, subject: "Keep these e-mails from Longtable?" });
  expect(question?.text).toMatch(/\/following\/by-link\/\S+\/keep/);
  expect(await ask(367)).toEqual([]);
  await db.write((tx) => resume(tx, subscriberId, after(370 * DAY)));
  expect(await ask(370 + 364)).toEqual([]);
  expect(await ask(370 + 366)).toHaveLength(1);
  await ask(370 + 366 + 89);
  expect(await stateOf()).toMatchObject({ paused: null });
  await ask(370 + 366 + 91);
  expect(await stateOf()).toMatchObject({ paused: "unkept" });
  expect(await say(830 * DAY)).toEqual([]);
  const [cy, mine] = [
    await join("cy"),
    await createComment(site, postId, { body: "Mine." }, { viewer: ada, now: after(831 * DAY) }),
  ];
  await createComment(site, postId, { body: "Yours.", to: mine }, { viewer: cy, now: after(832 * DAY) });
  expect((await send(832 * DAY + 20)).filter(({ to }) => to === ada.email)).toHaveLength(1);
});

test("asks nobody who follows nothing by e-mail, and goes on a minute later past the site's limit", async () => {
  const { site, db, sink, subscriberId } = await openOne();
  await db.subscription.updateMany({ data: { delivery: "site" } });
  await askToKeepJob.run(site, {}, after(400 * DAY));
  expect(sink.messages).toEqual([]);
  await db.subscription.updateMany({ data: { delivery: "weekly" } });
  const followerEmailLimit = createRateLimiter(db, [{ name: "none-left", points: 1, seconds: 60 }]);
  await followerEmailLimit.secondsToWait("all");
  await askToKeepJob.run({ ...site, followerEmailLimit }, {}, after(400 * DAY));
  expect(sink.messages).toEqual([]);
  const job = await db.job.findFirstOrThrow({ where: { kind: "ask-to-keep" } });
  expect(job.dueAt).toEqual(after(400 * DAY + 1));
  expect(await db.subscriber.findUnique({ where: { id: subscriberId } })).toMatchObject({ askedAt: null });
});
