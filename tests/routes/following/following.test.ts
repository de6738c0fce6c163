// Following, over HTTP.

import { afterAll, beforeAll, expect, test } from "vitest";
import { standingLink } from "~/following/subscriber.server";
import { createMember, type TestMember } from "../../factories/people";
import { createComment, createPost } from "../../factories/posts";
import { openTestSite, type TestSite } from "../../factories/site";
import { Visitor } from "../../factories/visitor";

let site: TestSite;
let postId: number;
beforeAll(async () => {
  site = await openTestSite({ close: "later", env: { SMTP_URL: "smtp://127.0.0.1:1" } });
  postId = await createPost(site.services, { slug: "listening", title: "Listening" });
});
afterAll(() => site.close());

let count = 0;
async function join(): Promise<{ ada: TestMember; visitor: Visitor }> {
  const ada = await createMember(site.services.db, `ada-${++count}`, { password: null });
  return { ada, visitor: new Visitor(site, ada.cookie) };
}
const followAs = (visitor: Visitor, delivery: string, thing = `posts/${postId}`) =>
  visitor.post(`/follow/${thing}`, { delivery });
/** Without the marks that React leaves between two texts. */
const read = async (visitor: Visitor, address: string) =>
  (await visitor.get(address)).html.replaceAll("<!-- -->", "");
const subscriptionsOf = ({ accountId }: TestMember) =>
  site.services.db.subscription.findMany({ where: { subscriber: { accountId } } });

test("follows a post, changes how one is told, and stops, from its page", async () => {
  const { ada, visitor } = await join();
  const post = await read(visitor, "/posts/listening");
  expect(post).toContain(`href="/follow/posts/${postId}"`);
  expect((await followAs(visitor, "at-once")).location).toBe(`/follow/posts/${postId}?done=saved`);
  expect(await subscriptionsOf(ada)).toMatchObject([{ postId, delivery: "at-once" }]);
  await followAs(visitor, "weekly");
  expect(await subscriptionsOf(ada)).toMatchObject([{ delivery: "weekly" }]);
  expect(await read(visitor, "/following")).toContain("Listening");
  await followAs(visitor, "stop");
  expect(await subscriptionsOf(ada)).toEqual([]);
  expect(await read(visitor, `/follow/posts/${postId}?done=saved`)).toContain("You don’t follow this.");
});

test("mutes a conversation, and unmutes it by another choice", async () => {
  const { ada, visitor } = await join();
  await followAs(visitor, "at-once");
  await followAs(visitor, "mute");
  const muted = () =>
    site.services.db.mutedConversation.count({ where: { subscriber: { accountId: ada.accountId } } });
  expect([await muted(), await subscriptionsOf(ada)]).toEqual([1, []]);
  expect(await read(visitor, `/follow/posts/${postId}?done=saved`)).toContain("This conversation is muted.");
  await followAs(visitor, "site");
  expect(await muted()).toBe(0);
});

test.each(["posts/999999", "posts/99999999999999", "nothing/1", "site/7", "posts/0", "__proto__/1"])(
  "has no page to follow %s",
  async (thing) => {
    const { visitor } = await join();
    expect((await visitor.get(`/follow/${thing}`)).status).toBe(404);
    expect((await followAs(visitor, "daily", thing)).status).toBe(404);
  },
);

test("refuses a way of being told that it doesn't offer, with what to do", async () => {
  const { ada, visitor } = await join();
  for (const delivery of ["", "hourly", "constructor"]) {
    const answer = await followAs(visitor, delivery);
    expect(answer.status).toBe(422);
    expect(answer.html).toContain("Choose how you want to be told.");
  }
  expect(await subscriptionsOf(ada)).toEqual([]);
});

test("changes and ends only one's own subscriptions", async () => {
  const [mine, theirs] = [await join(), await join()];
  await followAs(theirs.visitor, "daily");
  const [row] = await subscriptionsOf(theirs.ada);
  await followAs(mine.visitor, "daily", "site/0");
  for (const delivery of ["weekly", "stop"])
    await mine.visitor.post(`/following/${row?.id}/change`, { delivery });
  expect(await subscriptionsOf(theirs.ada)).toMatchObject([{ delivery: "daily" }]);
  await theirs.visitor.post(`/following/${row?.id}/change`, { delivery: "weekly" });
  expect(await subscriptionsOf(theirs.ada)).toMatchObject([{ delivery: "weekly" }]);
  await theirs.visitor.post(`/following/${row?.id}/change`, { delivery: "stop" });
  expect(await subscriptionsOf(theirs.ada)).toEqual([]);
});

test("shows what somebody was told, counts it in the menu until it is marked as read, and leaves out what was removed", async () => {
  const { ada, visitor } = await join();
  const bea = await createMember(site.services.db, `bea-${count}`, { password: null });
  await followAs(visitor, "site");
  const body = "An *answer* to keep.";
  const commentId = await createComment(site.services, postId, { body }, { viewer: bea, now: new Date() });
  await expect
    .poll(async () => read(visitor, "/notifications"), { timeout: 20_000 })
    .toContain("An answer to keep.");
  const page = await read(visitor, "/notifications");
  expect(page).toContain(`href="/comments/${commentId}"`);
  expect(page).toContain("Notifications (1 new)");
  const upTo = /name="upTo" value="(\d+)"/.exec(page)?.[1] ?? "";
  expect((await visitor.post("/notifications", { upTo: "x" })).status).toBe(422);
  await visitor.post("/notifications", { upTo });
  expect(await read(visitor, "/notifications?done=read")).not.toMatch(/\(1 new\)|<strong>New/);
  await site.services.db.comment.update({ where: { id: commentId }, data: { status: "removed" } });
  expect(await read(visitor, "/notifications")).not.toContain("An answer to keep.");
  const unread = { where: { subscriber: { accountId: ada.accountId }, readAt: null } };
  expect(await site.services.db.notification.count(unread)).toBe(0);
});

test("ends e-mails by the link in them, for good and with one click, which a GET never does", async () => {
  const { ada, visitor } = await join();
  await followAs(visitor, "daily");
  await followAs(visitor, "daily", "site/0");
  const { db, siteSecret } = site.services;
  const subscriber = await db.subscriber.findUniqueOrThrow({ where: { accountId: ada.accountId } });
  const link = standingLink(siteSecret, subscriber);
  const stranger = new Visitor(site);
  const page = await read(stranger, `/following/by-link/${link}`);
  expect(page).toContain("a…@example.org");
  expect(page).not.toContain(ada.email);
  expect(page).toContain("Listening");
  const [row] = await db.subscription.findMany({ where: { postId, subscriberId: subscriber.id } });
  const only = `/following/by-link/${link}/stop?only=${row?.id}`;
  expect(await read(stranger, only)).toContain("Stop e-mails about Listening?");
  expect(await subscriptionsOf(ada)).toHaveLength(2);
  // As a mail program sends it: without cookie or Origin (RFC 8058).
  const oneClick = await fetch(new URL(only, site.address), {
    method: "POST",
    body: "List-Unsubscribe=One-Click",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    redirect: "manual",
  });
  expect(oneClick.status).toBe(200);
  expect(await subscriptionsOf(ada)).toMatchObject([{ site: true }]);
  expect((await stranger.post(`/following/by-link/${link}/stop`)).status).toBe(200);
  expect(await subscriptionsOf(ada)).toEqual([]);
  const wanted = await db.notificationPreference.findMany({ where: { subscriberId: subscriber.id } });
  expect(wanted.map(({ delivery }) => delivery)).toEqual(["never", "never", "never", "never"]);
});

test("ends every earlier link with a new one, and refuses a made-up one", async () => {
  const { ada, visitor } = await join();
  await followAs(visitor, "daily");
  const { db, siteSecret } = site.services;
  const subscriber = await db.subscriber.findUniqueOrThrow({ where: { accountId: ada.accountId } });
  const link = standingLink(siteSecret, subscriber);
  const stranger = new Visitor(site);
  expect((await stranger.post(`/following/by-link/${link}`)).status).toBe(303);
  for (const bad of [link, `${subscriber.id}-x`, "0-x", "99999999999-x", "x", "1-%C3%A9"]) {
    expect((await stranger.get(`/following/by-link/${bad}/stop`)).status).toBe(410);
    expect((await stranger.post(`/following/by-link/${bad}/stop`)).status).toBe(410);
  }
  expect(await subscriptionsOf(ada)).toHaveLength(1);
});

test("keeps how somebody wants to be told of answers, and refuses what it doesn't offer", async () => {
  const { visitor } = await join();
  const wanted = { replies: "daily", "own-posts": "never", hour: "18", weekday: "1", timeZone: "" };
  expect((await visitor.post("/following/answers", wanted)).status).toBe(303);
  const page = await read(visitor, "/following?done=saved");
  expect(page).toMatch(/<option value="18" selected="">18:00/);
  expect(page).toContain("Saved.");
  for (const bad of [{ hour: "24" }, { hour: "x" }, { replies: "sometimes" }])
    expect((await visitor.post("/following/answers", { ...wanted, ...bad })).status).toBe(422);
});
