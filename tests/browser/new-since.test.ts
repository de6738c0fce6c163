// What is new since the last visit, to a guest: on their own device.

import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { setResponseStatus } from "~/responses/response-status.server";
import { createComment, createPost } from "../factories/posts";
import type { TestSite } from "../factories/site";
import { findFaults } from "./axe";
import { ADA, reply } from "./reply-form";
import { openTestSiteForVisits, openVisit } from "./visits";

let site: TestSite;
beforeAll(async () => {
  site = await openTestSiteForVisits();
});
afterAll(() => site?.close());

/** Three days go by. */
const passDays = (page: Page) =>
  page.evaluate(() => {
    const reading = JSON.parse(localStorage.reading, (_key, value) =>
      value > 1e12 ? value - 3 * 24 * 60 * 60 * 1000 : value,
    );
    localStorage.reading = JSON.stringify(reading);
  });

test("marks a guest's new responses until they mark them as read, and goes through them by key", async () => {
  const { services } = site;
  const id = await createPost(services, { slug: "a" });
  const first = await createComment(services, id);
  const page = await openVisit(site, "/posts/a");
  const line = page.locator(".new-since");
  const marked = async () =>
    page.locator("li:has(> .response .response-new)").evaluateAll((all) => all.map((one) => one.id));
  expect(await line.isHidden()).toBe(true);
  const goAway = () => passDays(page);
  await goAway();
  const below = await createComment(services, id, { to: first });
  const last = await createComment(services, id);
  await page.reload();
  const weekday = new Date(Date.now() - 3 * 24 * 60 * 60 * 1000).toLocaleDateString("en", {
    ...{ weekday: "long", timeZone: "UTC" },
  });
  await expect.poll(() => line.locator("p").textContent()).toBe(`2 new since ${weekday}`);
  expect(await marked()).toEqual([`comment-${below}`, `comment-${last}`]);
  await page.reload();
  await expect.poll(marked).toEqual([`comment-${below}`, `comment-${last}`]);
  expect(await findFaults(page)).toEqual([]);

  await line.getByRole("link", { name: "First new response" }).click();
  expect(new URL(page.url()).hash).toBe(`#comment-${below}`);
  const focused = () => page.evaluate(() => document.activeElement?.closest("li")?.id);
  await page.locator(`#comment-${below} > .response`).focus();
  await page.keyboard.press("n");
  expect(await focused()).toBe(`comment-${last}`);

  await line.getByRole("button", { name: "Mark all as read" }).click();
  expect(await line.textContent()).toBe("All marked as read.");
  expect(await line.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await marked()).toEqual([]);
  await page.reload();
  expect(await line.isHidden()).toBe(true);

  // Their own reply is never new to them.
  await goAway();
  await createComment(services, id);
  await page.reload();
  await expect.poll(async () => (await marked()).length).toBe(1);
  await reply(page, { ...ADA, body: "I was there too." });
  await page.waitForURL(/#comment-/);
  await expect.poll(async () => (await marked()).length).toBe(1);
  expect(await page.locator("li:has(> .form-done) .response-new").count()).toBe(0);
  await goAway();
  await page.goto(`${site.address}/posts/a`);
  expect(await line.isHidden()).toBe(true);

  const { marks } = await page.evaluate(() => JSON.parse(localStorage.reading));
  expect(marks).toEqual([[id, 5, expect.any(Number), 5, expect.any(Number), 5]]);
});

test("counts what everyone can read on other pages, and leads there", async () => {
  const { services } = site;
  const id = await createPost(services, { slug: "pages" });
  for (const _two of [1, 2]) await createComment(services, id);
  // A page of what is older has nothing new.
  const page = await openVisit(site, "/posts/pages/responses?before=2");
  const line = page.locator(".new-since");
  const first = () => line.getByRole("link", { name: "First new response" }).getAttribute("href");
  await expect.poll(() => page.evaluate(() => "reading" in localStorage)).toBe(true);
  await passDays(page);
  const [removed, shown, last] = [
    await createComment(services, id),
    await createComment(services, id),
    await createComment(services, id),
  ];
  await services.db.write((tx) => setResponseStatus(tx, { kind: "comment", id: removed }, "removed"));
  await page.reload();
  await expect.poll(() => line.locator("strong").textContent()).toBe("2 new");
  expect(await first()).toBe(`/comments/${shown}`);

  // From the last one on the post's page, the way goes on to the newest first, where all of them are.
  await page.goto(`${site.address}/posts/pages/responses?before=5`);
  await expect.poll(first).toBe(`#comment-${shown}`);
  await page.getByRole("link", { name: "Next new response, after 4" }).click();
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe("/posts/pages/responses");
  await expect.poll(() => page.locator(".response-new").count()).toBe(2);
  expect(await first()).toBe(`#comment-${last}`);
  await services.db.write((tx) => setResponseStatus(tx, { kind: "comment", id: shown }, "removed"));
  await services.db.write((tx) => setResponseStatus(tx, { kind: "comment", id: last }, "removed"));
  await page.goto(`${site.address}/posts/pages/responses?before=2`);
  await page.waitForLoadState("networkidle");
  expect(await line.isHidden()).toBe(true);
});
