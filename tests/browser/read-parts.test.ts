// Reading a series over some weeks: what a guest read is marked on their own device, and what a member read by the page.

import { afterAll, beforeAll, expect, test } from "vitest";
import { MAX_DEVICE_PARTS } from "~/series/reading/progress";
import { upsertSeries } from "~/series/series.server";
import { createMember } from "../factories/people";
import { createPost, NOW } from "../factories/posts";
import type { TestSite } from "../factories/site";
import { findFaults } from "./axe";
import { openTestSiteForVisits, openVisit, signedInAs } from "./visits";

let site: TestSite;

beforeAll(async () => {
  site = await openTestSiteForVisits();
});
afterAll(() => site.close());

test("marks the parts that a guest read on their device alone, and those of a member who turned it on, until they have it forget them", async () => {
  const { services } = site;
  await upsertSeries(services, { slug: "desk", title: "Desk", status: "complete", intro: "" }, NOW);
  for (const part of [1, 2, 3])
    await createPost(services, { slug: `desk-${part}`, title: `T${part}`, series: "desk", part });
  const page = await openVisit(site, "/series/desk");
  const line = page.locator(".course-progress");
  const marked = () => page.locator(".course-number:has(.course-read:visible)").allTextContents();
  expect([await line.isVisible(), await page.locator("#your-reading").isVisible()]).toEqual([false, false]);

  const scripts: string[] = [];
  page.on("request", (request) => void (request.resourceType() === "script" && scripts.push(request.url())));
  await page.goto("/posts/desk-1");
  await page.getByRole("button", { name: "Mark as read" }).waitFor();
  expect(scripts.join(" ")).not.toContain("read-parts");
  await page.getByRole("button", { name: "Mark as read" }).press("Enter");
  await page.getByText("You marked this part as read, on this device.").waitFor();
  expect(await findFaults(page)).toEqual([]);
  await page.goto("/posts/desk-3");
  await page.getByRole("button", { name: "Mark as read" }).click();
  await page.getByRole("button", { name: "Mark as not read" }).waitFor();

  await page.goto("/series/desk");
  expect(await line.innerText()).toMatch(/^2 of 3 read\s+Continue with part 2: T2$/);
  expect(await marked()).toEqual(["Part 1 Read", "Part 3 Read"]);
  expect(await findFaults(page)).toEqual([]);
  await line.getByRole("link").click();
  await page.getByRole("button", { name: "Mark as read" }).click();
  await page.getByRole("button", { name: "Mark as not read" }).waitFor();
  await page.goBack();
  await expect.poll(() => line.innerText()).toMatch(/^All 3 parts read\s*$/);

  // Back from memory after another tab took the marks away, and while another tab marks.
  const marks = () => page.evaluate(() => localStorage.getItem("parts") ?? "");
  const setMarks = (ids: string) => page.evaluate((ids) => localStorage.setItem("parts", ids), ids);
  const all = await marks();
  await setMarks("");
  await page.evaluate(() => dispatchEvent(new Event("pageshow")));
  expect(await line.isVisible()).toBe(false);
  await setMarks(all);
  await page.evaluate(() => dispatchEvent(new Event("storage")));
  expect(await line.innerText()).toMatch(/^All 3 parts read/);

  const forget = page.getByRole("button", { name: "Forget what was read on this device" });
  await forget.press("Enter");
  expect([await line.isVisible(), await marked()]).toEqual([false, []]);
  // Whoever has pressed it by keyboard is told, and keeps their place.
  await page.getByText("Nothing is marked as read any more.").waitFor();
  expect(await forget.evaluate((button) => button === document.activeElement)).toBe(true);
  expect(await page.evaluate(() => localStorage.getItem("parts"))).toBeNull();
  await page.goto("/posts/desk-1");
  await page.getByRole("button", { name: "Mark as read" }).waitFor();

  // Another tab marks it first: the button does what it says, and then says what is so.
  const id = (await page.locator("[data-part]").getAttribute("data-part")) ?? "";
  await setMarks(id);
  await page.getByRole("button", { name: "Mark as read" }).click();
  await page.getByRole("button", { name: "Mark as not read" }).waitFor();
  expect(await marks()).toBe(id);
  await setMarks("");
  await page.evaluate(() => dispatchEvent(new StorageEvent("storage")));
  await page.getByRole("button", { name: "Mark as read" }).waitFor();
  await setMarks(id);
  await page.getByRole("button", { name: "Mark as read" }).click();
  expect(await marks()).toBe(id);

  // Of more than a device keeps, the oldest go.
  const others = Array.from({ length: MAX_DEVICE_PARTS }, (_, index) => 9_000 + index);
  await setMarks(others.join());
  await page.evaluate(() => dispatchEvent(new Event("storage")));
  await page.getByRole("button", { name: "Mark as read" }).click();
  expect(await marks()).toBe([...others.slice(1), id].join());

  // A member turns it on and marks a part, by keyboard.
  const member = await createMember(services.db, "zoe");
  const ofMember = await openVisit(site, "/series/desk", signedInAs(member));
  await ofMember.getByRole("button", { name: "Turn on “Mark as read”" }).press("Enter");
  await ofMember.getByText("0 of 3 read").waitFor();
  await ofMember.getByRole("link", { name: "Start with part 1" }).press("Enter");
  await ofMember.getByRole("button", { name: "Mark as read" }).press("Enter");
  await ofMember.getByText("You marked this part as read.").waitFor();
  await ofMember.goto("/series/desk");
  await ofMember.getByRole("link", { name: "Continue with part 2" }).waitFor();
  expect(await findFaults(ofMember)).toEqual([]);
  await ofMember.getByRole("button", { name: "Turn off, and delete what is kept" }).press("Enter");
  await ofMember.getByRole("button", { name: "Turn on “Mark as read”" }).waitFor();
});
