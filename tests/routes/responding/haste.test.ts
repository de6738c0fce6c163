// Replies that come as programs send them: too soon, and too many.

import { expect, onTestFinished, test, vi } from "vitest";
import { COMMENTS_PER_MINUTE, PREVIEWS_PER_MINUTE } from "~/comments/comment.schema";
import { createPost } from "../../factories/posts";
import { openTestSite, type TestSite } from "../../factories/site";
import { typed } from "./typed";

async function openPost(env: Record<string, string> = {}): Promise<TestSite> {
  const site = await openTestSite({ env });
  await createPost(site.services, { slug: "x" });
  return site;
}

const from = (address: string) => ({ headers: { "X-Forwarded-For": address } });

const send = (site: TestSite, address: string, fields: Record<string, string> = {}) =>
  site.post("/posts/x/respond", typed(fields), from(address));

/** The clock stands still until it is moved. */
function stopClock() {
  vi.useFakeTimers({ toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
}

test("who has just come to a page can't have answered it, though the page is long in the cache", async () => {
  stopClock();
  const site = await openPost();
  await site.get("/posts/x", from("192.0.2.1"));
  vi.setSystemTime(Date.now() + 60_000);
  await site.get("/posts/x", from("192.0.2.2"));
  vi.setSystemTime(Date.now() + 1_900);
  const answer = await send(site, "192.0.2.2");
  expect([answer.status, (await answer.text()).includes("That was very fast.")]).toEqual([429, true]);
});

test("two seconds later they can", async () => {
  stopClock();
  const site = await openPost();
  await site.get("/posts/x", from("192.0.2.1"));
  vi.setSystemTime(Date.now() + 2_000);
  expect((await send(site, "192.0.2.1")).status).toBe(303);
});

test.each(["/posts/x?utm_source=y", "/posts/x/respond", "/posts/x/respond?to=1"])(
  "coming to %s counts",
  async (page) => {
    stopClock();
    const site = await openPost();
    await site.get(page, from("192.0.2.1"));
    expect((await send(site, "192.0.2.1")).status).toBe(429);
  },
);

test("who came elsewhere just now is not meant", async () => {
  stopClock();
  const site = await openPost();
  await site.get("/", from("192.0.2.1"));
  await site.get("/posts/x", from("192.0.2.2"));
  expect((await send(site, "192.0.2.1")).status).toBe(303);
});

test.each([
  ["two seconds ago", () => String(Date.now() - 2_000), 303],
  ["just now", () => String(Date.now()), 429],
  ["in a time to come, before the clock was set back", () => String(Date.now() + 60_000), 303],
  ["nobody knows when", () => "", 429],
])("where no visit is remembered, the form says when it was made: %s", async (_when, opened, status) => {
  stopClock();
  const site = await openPost();
  expect((await send(site, "192.0.2.1", { opened: opened() })).status).toBe(status);
});

test("haste gives back what was typed", async () => {
  const site = await openPost();
  const answer = await send(site, "192.0.2.1", { opened: "", body: "Quick but dear" });
  expect(await answer.text()).toContain("Quick but dear</textarea>");
});

/** The statuses of one comment more than a minute allows, from addresses that `addressOf` gives. */
async function sendTooMany(site: TestSite, addressOf: (index: number) => string) {
  const statuses: number[] = [];
  for (let index = 0; index <= COMMENTS_PER_MINUTE; index++)
    statuses.push((await send(site, addressOf(index))).status);
  return statuses;
}

const allTaken = Array(COMMENTS_PER_MINUTE).fill(303);

test("one address may send so many a minute, and others go on", async () => {
  const site = await openPost({ RATE_LIMITS: "on" });
  expect(await sendTooMany(site, () => "192.0.2.1")).toEqual([...allTaken, 429]);
  expect((await send(site, "192.0.2.2")).status).toBe(303);
});

test("the addresses of one IPv6 network are one visitor's", async () => {
  const site = await openPost({ RATE_LIMITS: "on" });
  expect(await sendTooMany(site, (index) => `2001:db8::${index + 1}`)).toEqual([...allTaken, 429]);
  expect((await send(site, "2001:db8:0:1::1")).status).toBe(303);
});

test("who sent too many is told when to come again, and given back the text", async () => {
  const site = await openPost({ RATE_LIMITS: "on" });
  await sendTooMany(site, () => "192.0.2.1");
  const html = await (await send(site, "192.0.2.1", { body: "One more thing" })).text();
  expect(html).toMatch(/post it again in \d+ seconds/);
  expect(html).toContain("One more thing</textarea>");
});

test("one address may preview so often a minute, keeps its text when it is told to wait, and can still send it", async () => {
  const site = await openPost({ RATE_LIMITS: "on" });
  const preview = () => site.post("/posts/x/preview", typed({ body: "On reflection" }), from("192.0.2.1"));
  for (let times = 0; times < PREVIEWS_PER_MINUTE; times++) expect((await preview()).status).toBe(200);
  const refused = await preview();
  const html = await refused.text();
  expect(refused.status).toBe(429);
  expect(html).toMatch(/preview it again in \d+ seconds/);
  expect(html).toContain("On reflection</textarea>");
  expect((await send(site, "192.0.2.1")).status).toBe(303);
});

test("what is refused for another reason does not count", async () => {
  const site = await openPost({ RATE_LIMITS: "on" });
  for (let times = 0; times <= COMMENTS_PER_MINUTE; times++) await send(site, "192.0.2.1", { email: "" });
  expect((await send(site, "192.0.2.1")).status).toBe(303);
});

test("an address that a stranger gives for themselves is not believed", async () => {
  const site = await openPost({ RATE_LIMITS: "on", TRUST_PROXY: "10.0.0.0/8" });
  expect(await sendTooMany(site, (index) => `192.0.2.${index}`)).toEqual([...allTaken, 429]);
});

test("with RATE_LIMITS=off there is no end", async () => {
  const site = await openPost({ RATE_LIMITS: "off" });
  expect(await sendTooMany(site, () => "192.0.2.1")).toEqual([...allTaken, 303]);
});
