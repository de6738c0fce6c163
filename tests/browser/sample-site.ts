// The sample blog with a real browser.

import { copyFileSync, existsSync, renameSync } from "node:fs";
import path from "node:path";
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, inject } from "vitest";
import { newDatabaseUrl } from "../factories/database";
import type { TestSite } from "../factories/site";
import { forgetSights, noteFirstSight } from "./reply-form";
import { openTestSiteForVisits, openVisit } from "./visits";

export const LONG_THREAD = "/posts/hanging-out-is-the-work";

/** Each journey runs with and without the reading script. */
export const BOTH_WAYS: [way: string, options: BrowserContextOptions][] = [
  ["with JavaScript", { javaScriptEnabled: true }],
  ["without JavaScript", { javaScriptEnabled: false }],
];

/** Each named case with and without JavaScript. */
export const bothWays = <Case>(cases: Record<string, Case>) =>
  BOTH_WAYS.flatMap(([way, options]) =>
    Object.entries(cases).map(([what, one]) => [way, what, options, one] as const),
  );

let site: TestSite;

/** Opens one site for all tests of a file. */
export function openSampleSite() {
  beforeAll(async () => {
    forgetSights();
    site = await openSampleCopy();
  });
  afterAll(() => site?.close());
}

/** The site of this test file. */
export const servedSite = (): TestSite => site;

/** An import of the sample blog takes seconds, so the first test file leaves a copy of the database for the
 *  others. */
async function openSampleCopy(): Promise<TestSite> {
  const kept = path.join(inject("temporaryFolder"), "sample.db");
  const databaseUrl = await newDatabaseUrl();
  const file = databaseUrl.replace(/^file:/, "");
  const options = { content: "content", databaseUrl };
  if (!existsSync(kept)) {
    await (await openTestSiteForVisits(options)).close();
    copyFileSync(file, `${file}.kept`);
    renameSync(`${file}.kept`, kept);
  } else copyFileSync(kept, file);
  return openTestSiteForVisits(options);
}

/** Opens `path` for a new visitor. */
export const visit = (path: string, options: BrowserContextOptions = {}): Promise<Page> =>
  openVisit(site, path, options, {
    before: async (page) => void page.on("framenavigated", (frame) => noteFirstSight(frame.url())),
  });
