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
  { path = "/write", mayBreak = false } = {},
): Promise<Desk> {
  const writer = await createMember(site.services.db, handle, { role: "author" });
  return { page: await openVisit(site, path, signedInAs(writer), { mayBreak }), writer };
}

/** The text, in CodeMirror or in the text area. */
export const textOf = (page: Page) => page.getByRole("textbox", { name: "Text", exact: true });

/** Types at the end of the text. */
export async function write(page: Page, words: string) {
  await textOf(page).click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type(words);
}

/** Waits until the status line shows this. A save comes two seconds after the last key, and later after failures. */
export const untilTold = (page: Page, words: RegExp) =>
  page.locator("[data-saved]").filter({ hasText: words }).waitFor({ timeout: 20_000 });

export const listDrafts = (site: TestSite, { id }: TestMember) =>
  site.services.db.draft.findMany({ where: { ownerId: id }, orderBy: { id: "asc" } });

/** What this device keeps of anybody's drafts. */
export const keptOn = (page: Page) =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("writing ")).length);
