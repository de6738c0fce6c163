// Links to paragraphs and sections: hidden, and no Tab stops, until they are wanted.

import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { BOTH_WAYS, LONG_THREAD, openSampleSite, visit } from "./sample-site";

openSampleSite();

const TELEPHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const shown = (page: Page) => page.locator(".pilcrow, .anchor").filter({ visible: true });

test.each(BOTH_WAYS)("hides them from view, Tab and screen readers at first, %s", async (_way, options) => {
  const page = await visit(LONG_THREAD, options);
  expect(await page.locator(".pilcrow").count()).toBeGreaterThan(10);
  expect(await shown(page).count()).toBe(0);
  expect(await page.getByRole("link", { name: /^Link to/ }).count()).toBe(0);
  const names = await page.locator(".post-text").getByRole("heading").allInnerTexts();
  expect(names.length).toBeGreaterThan(1);
  for (const name of names)
    expect(await page.getByRole("heading", { name, exact: true }).count(), name).toBe(1);
});

test.each(BOTH_WAYS)(
  "shows them by a link below the text, and follows one by keyboard, %s",
  async (_way, options) => {
    const page = await visit(LONG_THREAD, options);
    await page.getByRole("link", { name: "Show a link to each paragraph" }).focus();
    await page.keyboard.press("Enter");
    await page.waitForURL("**#paragraph-links");
    expect(await shown(page).count()).toBe(await page.locator(".pilcrow, .anchor").count());
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe(
      "Link to this paragraph",
    );
    await page.keyboard.press("Enter");
    await page.waitForURL("**#p-*");
    await page.mouse.move(0, 0);
    expect(await page.locator(":target").innerText()).not.toBe("");
    expect(await page.getByRole("link", { name: /^Link to section/ }).count()).toBe(0);
  },
);

test("shows a paragraph's link after a tap on a phone, and hides it after a tap elsewhere", async () => {
  const page = await visit(LONG_THREAD, TELEPHONE);
  expect(await shown(page).count()).toBe(0);
  for (const index of [1, 3]) {
    const paragraph = page.locator(".post-text > p").nth(index);
    await paragraph.tap({ position: { x: 20, y: 10 } });
    expect(await page.locator(".asked").count()).toBe(1);
    const link = paragraph.locator(".pilcrow");
    expect(await link.isVisible()).toBe(true);
    const { width, height } = (await link.boundingBox()) ?? { width: 0, height: 0 };
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(24);
  }
  await page.locator(".asked .pilcrow").tap();
  await page.waitForURL("**#p-*");
});

test("follows a link in a paragraph when it is tapped", async () => {
  const page = await visit("/posts/a-form-is-a-door", TELEPHONE);
  await page
    .locator(".post-text p a:not(.pilcrow)")
    .first()
    .evaluate((link) => link.addEventListener("click", (event) => event.preventDefault()));
  await page.locator(".post-text p a:not(.pilcrow)").first().tap();
  expect(await page.locator(".asked").count()).toBe(0);
});
