// The choice before a publication whether followers get an e-mail, over HTTP.

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { countedWords } from "~/routes/writing/states/followers-choice";
import { createMember, type TestMember } from "../../factories/people";
import { NOW } from "../../factories/posts";
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
  const ids = Array.from({ length: count }, (_, index) => index + 1);
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
