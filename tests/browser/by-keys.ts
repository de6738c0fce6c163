// Pages by keyboard.

import type { Page } from "playwright-core";

/** Presses Tab until the field has the focus, then types. */
export async function typeInto(page: Page, field: string, text: string) {
  await tabToField(page, field);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(text);
}

/** Presses Tab until the field has the focus. */
export async function tabToField(page: Page, field: string) {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press("Tab");
    if ((await page.evaluate(() => document.activeElement?.getAttribute("name"))) === field) return;
  }
  throw new Error(`Tab doesn't reach ${field}`);
}

/** Presses Tab until an element with the text `name` has the focus. */
export async function tabTo(page: Page, name: string) {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press("Tab");
    if ((await page.evaluate(() => document.activeElement?.textContent?.trim())) === name) return;
  }
  throw new Error(`Tab doesn't reach ${name}`);
}
