// How e-mails to followers go, over HTTP: the choice before a publication, when they come, pauses, and the yearly question.

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { standingLink } from "~/following/subscriber.server";
import { countedWords } from "~/routes/writing/states/followers-choice";
import { upsertSeries } from "~/series/series.server";
import { createMember, type TestMember } from "../../factories/people";
import { createPost, NOW } from "../../factories/posts";
import { openTestSite, type TestSite } from "../../factories/site";
import { Visitor } from "../../factories/visitor";

let site: TestSite;
let member: TestMember;
let editor: Visitor;
beforeAll(async () => {
  site = await openTestSite({ close: "later", env: { SMTP_URL: "smtp://127.0.0.1:1" } });
  member = await createMember(site.services.db, "eve", { role: "editor" });
  editor = new Visitor(site, member.cookie);
});
afterAll(() => site.close());

async function begin(fields: Record<string, string> = {}): Promise<number> {
  const typed = { title: `A title ${randomUUID()}`, body: "A text.", ...fields };
  const saved = await editor.post("/write", {
    ...{ as: String(member.id), form: randomUUID(), version: "0", ...typed },
  });
  return Number(saved.location?.split("/").at(-1));
}

/** Lets as many follow the site. */
async function setFollowers(count: number) {
  const { db } = site.services;
  await db.subscriber.deleteMany();
  const ids = Array.from({ length: count }, (_, index) => 1_000_000 + index);
  await db.subscriber.createMany({
    data: ids.map((id) => ({ id, email: `r${id}@example.org`, createdAt: NOW })),
  });
  await db.subscription.createMany({
    data: ids.map((subscriberId) => ({ subscriberId, site: true, delivery: "at-once", createdAt: NOW })),
  });
}

const page = async (id: number) => (await editor.get(`/write/${id}/publish`)).html.replaceAll("<!-- -->", "");
const isChecked = (html: string) =>
  html.match(/<input[^>]*name="quiet"[^>]*>/g)?.map((box) => box.includes("checked"));

test("says how many followers get an e-mail, roughly if they are many", async () => {
  const id = await begin();
  for (const [count, words] of [
    [0, "No follower would get an e-mail about it now."],
    [1, "1 follower gets an e-mail five minutes later"],
    [100, "100 followers get an e-mail"],
    [1234, "About 1,200 followers get an e-mail"],
  ] as const) {
    await setFollowers(count);
    expect(await page(id)).toContain(words);
  }
});

test.each([
  [101, "About 100 followers get an e-mail"],
  [9_960, "About 10,000 followers get an e-mail"],
  [10_001, "More than 10,000 followers get an e-mail"],
])("rounds %i", (count, words) => {
  expect(countedWords(count, "en")).toBe(words);
});

test("publishes without e-mails, keeps the choice through a refusal, and offers none for an update", async () => {
  await setFollowers(3);
  const id = await begin();
  const form = { as: String(member.id), version: "1", quiet: "yes" };
  const refused = await editor.post(`/write/${id}/publish`, { ...form, version: "7" });
  expect([refused.status, isChecked(refused.html)]).toEqual([422, [true, true]]);
  expect(isChecked(await page(id))).toEqual([false, false]);
  expect((await editor.post(`/write/${id}/publish`, form)).status).toBe(303);
  const { postId } = await site.services.db.draft.findUniqueOrThrow({ where: { id } });
  expect(await site.services.db.post.findUnique({ where: { id: postId ?? 0 } })).toMatchObject({
    quiet: true,
  });
  expect(await page(id)).not.toContain("e-mail followers");
});

test("schedules without e-mails, shows the choice again, and forgets it when it is taken back", async () => {
  const id = await begin();
  const form = { as: String(member.id), version: "1", at: "2029-03-30T08:00" };
  const refused = await editor.post(`/write/${id}/schedule`, { ...form, at: "soon", quiet: "yes" });
  expect([refused.status, isChecked(refused.html)]).toEqual([422, [true, true]]);
  expect((await editor.post(`/write/${id}/schedule`, { ...form, quiet: "yes" })).status).toBe(303);
  expect(isChecked(await page(id))).toEqual([true]);
  expect((await editor.post(`/write/${id}/schedule`, form)).status).toBe(303);
  expect(isChecked(await page(id))).toEqual([false]);
});

test("says that nobody is told of a post dated more than a week back", async () => {
  const html = await page(await begin({ date: "2019-03-30" }));
  expect(html).toContain("Followers aren’t told of it, since it is dated more than a week back.");
  expect(isChecked(html)).toBeUndefined();
});

let count = 0;
/** A member who follows the site, with the standing link in their e-mails. */
async function joinFollower() {
  const { db, siteSecret } = site.services;
  const ada = await createMember(db, `ada-${++count}`, { password: null });
  const visitor = new Visitor(site, ada.cookie);
  await visitor.post("/follow/site/0", { delivery: "daily" });
  const subscriber = await db.subscriber.findUniqueOrThrow({ where: { accountId: ada.accountId } });
  const link = `/following/by-link/${standingLink(siteSecret, subscriber)}`;
  const pause = (paused: string) => db.subscriber.update({ where: { id: subscriber.id }, data: { paused } });
  const stateOf = () => db.subscriber.findUniqueOrThrow({ where: { id: subscriber.id } });
  const read = async (address: string, by = visitor) =>
    (await by.get(address)).html.replaceAll("<!-- -->", "");
  return { ada, visitor, link, pause, stateOf, read };
}

test("says on each page that e-mails are paused, why under Following, and sends them again when asked", async () => {
  const { ada, visitor, pause, stateOf, read } = await joinFollower();
  expect(await read("/")).not.toContain("Your e-mails are paused.");
  await pause("refused");
  expect(await read("/")).toContain(`Your e-mails are paused. <a href="/following">See why</a>`);
  expect(await read("/", new Visitor(site))).not.toContain("paused");
  const page = await read("/following");
  expect(page).toContain(`the mail server of ${ada.email} refuses them`);
  expect(page).toContain("Try again");
  expect((await visitor.post("/following/resume")).location).toBe("/following?done=saved");
  expect(await stateOf()).toMatchObject({ paused: null });
  expect(await read("/following")).not.toContain("paused");
});

test("keeps what somebody follows by the link of the yearly question, which a GET doesn't", async () => {
  const { ada, link, pause, stateOf, read } = await joinFollower();
  const stranger = new Visitor(site);
  await pause("unkept");
  const standing = await read(link, stranger);
  expect(standing).toContain("no answer for three months");
  expect(standing).not.toContain(ada.email);
  expect(await read(`${link}/keep`, stranger)).toContain("Keep these e-mails?");
  expect((await fetch(new URL(`${link}/keep`, site.address))).headers.get("referrer-policy")).toBe(
    "no-referrer",
  );
  expect(await stateOf()).toMatchObject({ paused: "unkept", keptAt: null });
  expect((await stranger.post(`${link}/keep`)).status).toBe(200);
  expect(await stateOf()).toMatchObject({ paused: null, keptAt: expect.any(Date) });
  for (const bad of [`${link}0`, "/following/by-link/1-none"]) {
    expect((await stranger.get(`${bad}/keep`)).status).toBe(410);
    expect((await stranger.post(`${bad}/keep`)).status).toBe(410);
  }
});

test("keeps the hour, weekday and zone of letters, and refuses what the page doesn't offer", async () => {
  const { visitor, stateOf, read } = await joinFollower();
  const wanted = { replies: "daily", "own-posts": "never", hour: "18", weekday: "0", timeZone: "Asia/Tokyo" };
  expect((await visitor.post("/following/answers", { ...wanted, once: "yes" })).status).toBe(303);
  const given = { digestHour: 18, digestWeekday: 0, timeZone: "Asia/Tokyo", once: true };
  expect(await stateOf()).toMatchObject(given);
  const page = await read("/following?done=saved");
  for (const option of [
    'value="18" selected="">18:00',
    'value="0" selected="">Sunday',
    'value="Asia/Tokyo" selected=""',
  ])
    expect(page).toContain(option);
  for (const bad of [
    { hour: "24" },
    { weekday: "7" },
    { weekday: "x" },
    { timeZone: "Asia/Nowhere" },
    { timeZone: "\0" },
  ])
    expect((await visitor.post("/following/answers", { ...wanted, ...bad })).status).toBe(422);
  expect(await stateOf()).toMatchObject(given);
  await visitor.post("/following/answers", { ...wanted, timeZone: "" });
  expect(await stateOf()).toMatchObject({ timeZone: null, once: false });
});

test("offers a series from its beginning, and nothing else", async () => {
  const { visitor, read } = await joinFollower();
  const { services } = site;
  await upsertSeries(services, { slug: "walk", title: "Long walk", status: "under way", intro: "" }, NOW);
  const { id } = await services.db.series.findFirstOrThrow();
  await createPost(services, { slug: "day-1", series: "walk", part: 1 });
  expect(await read(`/follow/series/${id}`)).toContain("From the beginning, one part a week by e-mail");
  expect((await visitor.post(`/follow/series/${id}`, { delivery: "parts" })).status).toBe(303);
  expect(await read(`/follow/series/${id}?done=saved`)).toContain("Saved: by e-mail, one part a week.");
  expect(await read("/following")).toContain('value="parts" selected=""');
  expect(await read("/follow/site/0")).not.toContain("one part a week");
  expect((await visitor.post("/follow/site/0", { delivery: "parts" })).status).toBe(422);
});

test("says where all notifications are off, and that following is among them", async () => {
  const { visitor, read } = await joinFollower();
  expect(await read("/settings/email")).toContain("about what you follow.");
  expect((await visitor.post("/settings/notices", {})).status).toBe(422);
  expect(await read("/following")).not.toContain("All notifications by e-mail are off.");
  await visitor.post("/settings/notices", { notices: "off" });
  expect(await read("/following")).toContain("All notifications by e-mail are off.");
});
