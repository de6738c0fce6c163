// Writers at the editor.

import type { Page } from "playwright-core";
import { createMember, type TestMember } from "../factories/people";
import type { TestSite } from "../factories/site";
import { openVisit, signedInAs } from "./visits";

export const SAVED = /^Saved \d\d?:\d\d/;

export interface Desk {
  page: Page;
  writer: TestMember;
}

/** Opens a page of the site for a new author. */
export async function openEditor(
  site: TestSite,
  handle: string,
  { path = "/write", mayBreak = false, javaScriptEnabled = true } = {},
): Promise<Desk> {
  const writer = await createMember(site.services.db, handle, { role: "author" });
  const options = { ...signedInAs(writer), javaScriptEnabled };
  return { page: await openVisit(site, path, options, { mayBreak, hasClock: true }), writer };
}

/** The text, in CodeMirror or in the text area. */
export const textOf = (page: Page) => page.getByRole("textbox", { name: "Text", exact: true });

/** Types at the end of the text. */
export async function write(page: Page, words: string) {
  await textOf(page).click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type(words);
}

/** Half a minute: longer than any pause between two saves. */
const STEPS = 60;
const STEP_MS = 500;

/** Waits until the status line shows this. A save comes two seconds after the last key, and later after failures: the page's clock is moved
 *  on, so that the test doesn't wait for it. */
export async function untilTold(page: Page, words: RegExp): Promise<void> {
  const told = page.locator("[data-saved]").filter({ hasText: words });
  for (let step = 0; step < STEPS && (await told.count()) === 0; step++) await page.clock.runFor(STEP_MS);
  await told.waitFor();
}

export const listDrafts = (site: TestSite, { id }: TestMember) =>
  site.services.db.draft.findMany({ where: { ownerId: id }, orderBy: { id: "asc" } });

/** What this device keeps of anybody's drafts. */
export const keptOn = (page: Page) =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("writing ")).length);
