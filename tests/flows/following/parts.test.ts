// A series that comes a part a week.

import { expect, test } from "vitest";
import { followAsked } from "~/flows/following/follow-by-address.server";
import { sendNotificationsJob } from "~/flows/following/send-notifications.server";
import { tellOfPostJob } from "~/flows/following/tell-followers.server";
import { tellPartsJob } from "~/flows/following/tell-parts.server";
import { withdrawPost } from "~/flows/publishing/publish-post.server";
import { addRequest, listRequests } from "~/following/follow-request.server";
import { subscriberOf } from "~/following/subscriber.server";
import { changeDelivery, findSubscription } from "~/following/subscription.server";
import { enqueue } from "~/platform/jobs/jobs.server";
import { saveSettings } from "~/site/site.server";
import { createPost, NOW } from "../../factories/posts";
import { buildSettings } from "../../factories/settings";
import { after, openFollowing } from "./following";

const DAY = 24 * 60;

async function openSeries(count: number) {
  const all = await openFollowing();
  await saveSettings(all.site, buildSettings({ timeZone: "Europe/London" }));
  const ada = await all.join("ada");
  const { id } = await all.db.series.create({
    data: {
      slug: "walk",
      title: "Long walk",
      introSource: "",
      introHtml: "",
      status: "ongoing",
      createdAt: NOW,
    },
  });
  const addPart = (part: number) =>
    createPost(all.site, { slug: `part-${part}`, title: `Day ${part}`, series: "walk", part });
  const parts: number[] = [];
  for (let part = 1; part <= count; part++) parts.push(await addPart(part));
  const thing = { kind: "series" as const, id };
  await all.followAs(ada, thing, "parts");
  const subscriberId = await all.db.write((tx) => subscriberOf(tx, ada.accountId, NOW));
  const send = async (minutes: number) => {
    await tellPartsJob.run(all.site, {}, after(minutes));
    return (await all.send(minutes)).filter(({ to }) => to === ada.email).map(({ subject }) => subject);
  };
  const chosen = async () => (await findSubscription(all.db, subscriberId, thing))?.delivery;
  return { ...all, ada, thing, parts, subscriberId, addPart, send, chosen };
}

// 09:00 UTC is 10:00 in London; the first e-mail of a next week comes there at 07:00.
const MORNING = 21 * 60;

test("sends part one at once and each next a week later at the reader's hour, then new parts as they appear", async () => {
  const { send, chosen, addPart, db } = await openSeries(3);
  expect(await send(1)).toEqual(["Part 1 of “Long walk”: “Day 1”"]);
  expect(await send(6 * DAY + MORNING - 1)).toEqual([]);
  expect(await send(6 * DAY + MORNING)).toEqual(["Part 2 of “Long walk”: “Day 2”"]);
  expect(await chosen()).toBe("parts");
  expect(await send(13 * DAY + MORNING)).toEqual(["Part 3 of “Long walk”: “Day 3”"]);
  expect(await send(20 * DAY + MORNING)).toEqual([]);
  expect(await chosen()).toBe("at-once");
  await addPart(4);
  expect(await db.notification.count()).toBe(3);
});

test("leaves out a part that was withdrawn, or that its reader got by e-mail already", async () => {
  const { site, db, parts, send, subscriberId } = await openSeries(4);
  await withdrawPost(site, parts[1] ?? 0, after(1));
  await db.notification.create({
    data: {
      ...{
        subscriberId,
        reason: "site",
        postId: parts[2] ?? 0,
        newPostId: parts[2] ?? 0,
        delivery: "at-once",
      },
      ...{ sentAt: NOW, createdAt: NOW },
    },
  });
  await send(1);
  expect(await send(7 * DAY)).toEqual(["Part 4 of “Long walk”: “Day 4”"]);
});

test("waits while e-mails pause, isn't begun anew by the same choice, and ends by another", async () => {
  const { db, send, subscriberId, thing, chosen } = await openSeries(3);
  await send(1);
  const { id } = (await findSubscription(db, subscriberId, thing)) ?? { id: 0 };
  await db.write((tx) => changeDelivery(tx, subscriberId, id, "parts", after(2)));
  expect(await send(3)).toEqual([]);
  await db.subscriber.update({ where: { id: subscriberId }, data: { paused: "refused" } });
  expect(await send(30 * DAY)).toEqual([]);
  await db.subscriber.update({ where: { id: subscriberId }, data: { paused: null } });
  expect(await send(31 * DAY)).toEqual(["Part 2 of “Long walk”: “Day 2”"]);
  await db.write((tx) => changeDelivery(tx, subscriberId, id, "weekly", after(31 * DAY)));
  expect(await chosen()).toBe("weekly");
  expect(await send(60 * DAY)).toEqual([]);
});

test("tells of a new part only when it is its turn, and whoever follows the series as it appears at once", async () => {
  const { db, join, followAs, thing, addPart, send, tell } = await openSeries(1);
  const bea = await join("bea");
  await followAs(bea, thing, "at-once");
  await send(1);
  const second = await addPart(2);
  await db.post.update({ where: { id: second }, data: { publishedAt: after(2) } });
  await db.write((tx) => enqueue(tx, tellOfPostJob, { id: second, after: 0 }, { now: after(2) }));
  await tell(3);
  const told = await db.notification.findMany({
    where: { newPostId: second },
    select: { subscriber: { select: { accountId: true } } },
  });
  expect(told).toEqual([{ subscriber: { accountId: bea.accountId } }]);
  expect(await send(7 * DAY)).toEqual(["Part 2 of “Long walk”: “Day 2”"]);
});

test("begins no other thing's parts", async () => {
  const { db, ada, followAs, subscriberId } = await openSeries(1);
  const site = { kind: "site" as const, id: 0 };
  await followAs(ada, site, "daily");
  const { id } = (await findSubscription(db, subscriberId, site)) ?? { id: 0 };
  await db.write((tx) => changeDelivery(tx, subscriberId, id, "parts", NOW));
  expect((await findSubscription(db, subscriberId, site))?.delivery).toBe("daily");
});

test("begins for a guest once they confirm their address, which then isn't paused any more", async () => {
  const { site, db, sink, thing } = await openSeries(1);
  const email = "guest@example.org";
  const { id } = await db.subscriber.create({
    data: { email, paused: "refused", refusals: 3, createdAt: NOW },
  });
  await db.write(async (tx) => {
    await addRequest(tx, email, thing, "parts", after(1));
    await followAsked(tx, id, await listRequests(tx.db, email, after(2)), after(2));
  });
  await tellPartsJob.run(site, {}, after(3));
  await sendNotificationsJob.run(site, {}, after(4));
  expect(sink.messages.filter(({ to }) => to === email).map(({ subject }) => subject)).toEqual([
    "Part 1 of “Long walk”: “Day 1”",
  ]);
});
