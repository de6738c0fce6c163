// The account menu.

import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { createMember } from "../factories/people";
import { tabTo } from "./by-keys";
import { BOTH_WAYS, openSampleSite, servedSite, visit } from "./sample-site";
import { signedInAs } from "./visits";

openSampleSite();

/** Names of the maximum length, with and without spaces. */
const LONG_NAMES = ["Wilhelmina Alexandrina Featherstonehaugh-Cholmondeley-Smythe", "W".repeat(60)];

let count = 0;
const signInAs = async (name: string, role: "reader" | "administrator" = "reader") =>
  signedInAs(await createMember(servedSite().services.db, `menu-${++count}`, { name, role }));

const button = (page: Page) => page.getByRole("navigation", { name: "Your account" }).locator("summary");
const link = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Your account" }).getByText(name);

test.each(BOTH_WAYS)("opens the menu by keyboard and reaches each link, %s", async (_way, options) => {
  const page = await visit("/tags", { ...options, ...(await signInAs("Ada Lind", "administrator")) });
  expect(await link(page, "Sign out").isVisible()).toBe(false);
  await tabTo(page, "Ada Lind");
  await page.keyboard.press("Enter");
  const reached: string[] = [];
  for (let presses = 0; presses < 17; presses++) {
    await page.keyboard.press("Tab");
    reached.push(await page.evaluate(() => document.activeElement?.textContent ?? ""));
  }
  expect(reached).toEqual([
    "Ada Lind Your profile",
    "Drafts",
    "Media",
    "Notifications",
    "Conversations",
    "Settings",
    "First steps",
    "Responses",
    "Reports",
    "Blocks",
    "Nominations",
    "Log",
    "People",
    "Invitations",
    "Pages",
    "Site settings",
    "Sign out",
  ]);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === "/");
  expect(await page.getByRole("link", { name: "Sign in" }).isVisible()).toBe(true);
});

test("shows a reader no administration, and links to their own page", async () => {
  const page = await visit("/tags", await signInAs("Ada Lind"));
  await button(page).click();
  expect(await page.getByText("Administration").count()).toBe(0);
  await link(page, "Your profile").click();
  await page.waitForURL(/\/people\/menu-\d+$/);
});

test("closes the menu by Escape, which restores the focus, by a click elsewhere and by Tab past its end", async () => {
  const page = await visit("/tags", await signInAs("Ada Lind"));
  const isOpen = () => link(page, "Sign out").isVisible();
  await button(page).click();
  await page.keyboard.press("Tab");
  expect(await isOpen()).toBe(true);
  await page.keyboard.press("Escape");
  expect(await isOpen()).toBe(false);
  expect(await button(page).evaluate((element) => element === document.activeElement)).toBe(true);

  await button(page).click();
  await page.getByRole("heading", { name: "Tags" }).click();
  expect(await isOpen()).toBe(false);

  await button(page).click();
  await tabTo(page, "Sign out");
  await page.keyboard.press("Tab");
  expect(await isOpen()).toBe(false);
});

test.each(LONG_NAMES.flatMap((name) => [320, 390].map((width) => [width, name] as const)))(
  "keeps the header two rows high at %i px with the name %s, and shows it whole in the menu",
  async (width, name) => {
    const page = await visit("/tags", { viewport: { width, height: 800 }, ...(await signInAs(name)) });
    const tops = await page
      .locator(".masthead :is(.masthead-name, [aria-label='Site'] a, summary)")
      .evaluateAll((parts) => parts.map((part) => Math.round(part.getBoundingClientRect().top / 20)));
    expect(new Set(tops).size).toBe(2);

    await button(page).click();
    const whole = page.locator(".account-menu-panel b");
    expect(await whole.innerText()).toBe(name);
    const panel = await page.locator(".account-menu-panel").boundingBox();
    expect(panel?.x).toBeGreaterThanOrEqual(0);
    expect((panel?.x ?? 0) + (panel?.width ?? 0)).toBeLessThanOrEqual(width);
    expect(await whole.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
  },
);
