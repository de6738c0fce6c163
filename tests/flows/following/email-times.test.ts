// How somebody wants their e-mails: when they come, and how often about a conversation.

import { expect, test } from "vitest";
import { markRead } from "~/following/notification.server";
import { setEmailTimes, subscriberOf, USUAL_TIMES } from "~/following/subscriber.server";
import { changeDelivery, findSubscription } from "~/following/subscription.server";
import { createComment, createPost, NOW } from "../../factories/posts";
import { after, openFollowing } from "./following";

const DAY = 24 * 60;

async function openConversation(delivery: "at-once" | "daily" | "weekly") {
  const all = await openFollowing();
  const [ada, bea] = [await all.join("ada"), await all.join("bea")];
  const postId = await createPost(all.site, { title: "Listening" });
  await all.followAs(ada, { kind: "posts", id: postId }, delivery);
  const subscriberId = await all.db.write((tx) => subscriberOf(tx, ada.accountId, NOW));
  const say = (minutes: number, viewer = bea) =>
    createComment(all.site, postId, { body: `At ${minutes}.` }, { viewer, now: after(minutes) });
  const send = async (minutes: number) => (await all.send(minutes)).filter(({ to }) => to === ada.email);
  const setTimes = (given: Partial<typeof USUAL_TIMES>, minutes = 0) =>
    all.db.write((tx) =>
      setEmailTimes(tx, subscriberId, { ...USUAL_TIMES, ...given }, { siteZone: "UTC", now: after(minutes) }),
    );
  return { ...all, ada, bea, postId, subscriberId, say, send, setTimes };
}

test("sends one letter after days of outage, and nothing in it again", async () => {
  const { say, send, tell } = await openConversation("daily");
  for (const day of [0, 1, 2]) {
    await say(day * DAY);
    await tell(day * DAY);
  }
  const [letter, ...others] = await send(5 * DAY);
  expect(others).toEqual([]);
  expect(letter?.text).toMatch(/At 0\.[\s\S]*At 1440\.[\s\S]*At 2880\./);
  expect(await send(9 * DAY)).toEqual([]);
});

test("sends a letter at the hour and weekday of its reader's own zone, also what waits when they change", async () => {
  const { say, send, tell, setTimes, db } = await openConversation("weekly");
  await say(0);
  await tell(0);
  await setTimes({ digestHour: 18, digestWeekday: 3, timeZone: "Asia/Tokyo" }, 1);
  const { dueAt } = await db.notification.findFirstOrThrow({ where: { delivery: "weekly" } });
  const shown = new Intl.DateTimeFormat("en", {
    timeZone: "Asia/Tokyo",
    weekday: "long",
    hour: "numeric",
    hourCycle: "h23",
  });
  expect(dueAt && shown.format(dueAt)).toBe("Wednesday, 18");
  const minutes = ((dueAt?.getTime() ?? 0) - NOW.getTime()) / 60_000;
  expect(await send(minutes - 1)).toEqual([]);
  expect(await send(minutes)).toHaveLength(1);
});

test("tells of a conversation once, until it is marked as read or its reader responds in it", async () => {
  const { db, ada, subscriberId, say, send, setTimes } = await openConversation("at-once");
  await setTimes({ once: true });
  await say(0);
  expect(await send(1)).toHaveLength(1);
  await say(30);
  expect(await send(60)).toEqual([]);
  const newest = await db.notification.findFirstOrThrow({ where: { subscriberId }, orderBy: { id: "desc" } });
  expect(newest).toMatchObject({ delivery: "site", readAt: null });
  await db.write((tx) => markRead(tx, subscriberId, newest.id, after(61)));
  await say(90);
  expect(await send(120)).toHaveLength(1);
  await say(121);
  expect(await send(150)).toEqual([]);
  await say(151, ada);
  await send(160);
  await say(180);
  expect(await send(210)).toHaveLength(1);
});

test("puts what comes before the first e-mail goes into it, although it tells of a conversation once", async () => {
  const { say, send, tell, setTimes } = await openConversation("daily");
  await setTimes({ once: true });
  await say(0);
  await tell(1);
  await say(60);
  await tell(61);
  const [letter] = await send(2 * DAY);
  expect(letter?.text).toMatch(/At 0\.[\s\S]*At 60\./);
});

test("sends nothing that waits once its reader wants to be told on the site alone", async () => {
  const { db, postId, subscriberId, say, send, tell } = await openConversation("daily");
  await say(0);
  await tell(1);
  const { id } = (await findSubscription(db, subscriberId, { kind: "posts", id: postId })) ?? { id: 0 };
  await db.write((tx) => changeDelivery(tx, subscriberId, id, "site", after(2)));
  expect(await send(2 * DAY)).toEqual([]);
});
