// Replies that are sent as bots do: too soon or too many.

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

/** Stops the clock; a test moves it. */
function stopClock() {
  vi.useFakeTimers({ toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
}

test("refuses a reply within two seconds of the visit, though the page was cached for long", async () => {
  stopClock();
  const site = await openPost();
  await site.get("/posts/x", from("192.0.2.1"));
  vi.setSystemTime(Date.now() + 60_000);
  await site.get("/posts/x", from("192.0.2.2"));
  vi.setSystemTime(Date.now() + 1_900);
  const answer = await send(site, "192.0.2.2");
  expect([answer.status, (await answer.text()).includes("That was very fast.")]).toEqual([429, true]);
});

test("accepts a reply two seconds after the visit", async () => {
  stopClock();
  const site = await openPost();
  await site.get("/posts/x", from("192.0.2.1"));
  vi.setSystemTime(Date.now() + 2_000);
  expect((await send(site, "192.0.2.1")).status).toBe(303);
});

test.each(["/posts/x?utm_source=y", "/posts/x/respond", "/posts/x/respond?to=1"])(
  "counts %s as a visit",
  async (page) => {
    stopClock();
    const site = await openPost();
    await site.get(page, from("192.0.2.1"));
    expect((await send(site, "192.0.2.1")).status).toBe(429);
  },
);

test("does not count visits to other pages, or by other addresses", async () => {
  stopClock();
  const site = await openPost();
  await site.get("/", from("192.0.2.1"));
  await site.get("/posts/x", from("192.0.2.2"));
  expect((await send(site, "192.0.2.1")).status).toBe(303);
});

test.each([
  ["two seconds ago", () => String(Date.now() - 2_000), 303],
  ["now", () => String(Date.now()), 429],
  ["in the future, as after setting the clock back", () => String(Date.now() + 60_000), 303],
  ["missing", () => "", 429],
])("without a remembered visit, checks the form's timestamp: %s", async (_when, opened, status) => {
  stopClock();
  const site = await openPost();
  expect((await send(site, "192.0.2.1", { opened: opened() })).status).toBe(status);
});

test("returns the text of a reply that was too fast", async () => {
  const site = await openPost();
  const answer = await send(site, "192.0.2.1", { opened: "", body: "Quick but dear" });
  expect(await answer.text()).toContain("Quick but dear</textarea>");
});

/** The statuses of one comment more than allowed per minute, from the addresses of `addressOf`. */
async function sendTooMany(site: TestSite, addressOf: (index: number) => string) {
  const statuses: number[] = [];
  for (let index = 0; index <= COMMENTS_PER_MINUTE; index++)
    statuses.push((await send(site, addressOf(index))).status);
  return statuses;
}

const allTaken = Array(COMMENTS_PER_MINUTE).fill(303);

test("limits comments per address and minute", async () => {
  const site = await openPost({ RATE_LIMITS: "on" });
  expect(await sendTooMany(site, () => "192.0.2.1")).toEqual([...allTaken, 429]);
  expect((await send(site, "192.0.2.2")).status).toBe(303);
});

test("counts the addresses of one IPv6 network together", async () => {
  const site = await openPost({ RATE_LIMITS: "on" });
  expect(await sendTooMany(site, (index) => `2001:db8::${index + 1}`)).toEqual([...allTaken, 429]);
  expect((await send(site, "2001:db8:0:1::1")).status).toBe(303);
});

test("says when to post again after too many replies, and returns the text", async () => {
  const site = await openPost({ RATE_LIMITS: "on" });
  await sendTooMany(site, () => "192.0.2.1");
  const html = await (await send(site, "192.0.2.1", { body: "One more thing" })).text();
  expect(html).toMatch(/post it again in \d+ seconds/);
  expect(html).toContain("One more thing</textarea>");
});

test("limits previews per minute, returns the text with 429, and still posts it", async () => {
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

test("does not count replies refused for other reasons", async () => {
  const site = await openPost({ RATE_LIMITS: "on" });
  for (let times = 0; times <= COMMENTS_PER_MINUTE; times++) await send(site, "192.0.2.1", { email: "" });
  expect((await send(site, "192.0.2.1")).status).toBe(303);
});

test("ignores X-Forwarded-For of an untrusted client", async () => {
  const site = await openPost({ RATE_LIMITS: "on", TRUST_PROXY: "10.0.0.0/8" });
  expect(await sendTooMany(site, (index) => `192.0.2.${index}`)).toEqual([...allTaken, 429]);
});

test("does not limit comments with RATE_LIMITS=off", async () => {
  const site = await openPost({ RATE_LIMITS: "off" });
  expect(await sendTooMany(site, () => "192.0.2.1")).toEqual([...allTaken, 303]);
});
