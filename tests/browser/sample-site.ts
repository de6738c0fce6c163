// The sample blog with a real browser.

import { copyFileSync, existsSync, renameSync } from "node:fs";
import path from "node:path";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, onTestFinished } from "vitest";
import { openBrowser } from "../factories/browser";
import { newDatabaseUrl } from "../factories/database";
import { openTestSite, type TestSite } from "../factories/site";
import { forgetSights, noteFirstSight } from "./reply-form";

/** Timeout of immediate changes, shorter than a test's own, so that the failure names the missing one. */
const PATIENCE_MS = 8_000;

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
let browser: Browser;

/** Opens one site and one browser for all tests of a file. */
export function openSampleSite() {
  beforeAll(async () => {
    forgetSights();
    [site, browser] = await Promise.all([openSampleCopy(), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });
}

/** The site of this test file. */
export const servedSite = (): TestSite => site;

/** Options of `visit` for a signed-in member. */
export const signedInAs = ({ cookie }: { cookie: string }): BrowserContextOptions => {
  const [name = "", value = ""] = cookie.split("=");
  const cookies = [
    {
      name,
      value,
      domain: "127.0.0.1",
      path: "/",
      expires: -1,
      httpOnly: true,
      secure: false,
      sameSite: "Lax" as const,
    },
  ];
  return { storageState: { cookies, origins: [] } };
};

/** An import of the sample blog takes seconds, so the first test file leaves a copy of the database for the
 *  others. */
async function openSampleCopy(): Promise<TestSite> {
  const kept = path.join(inject("temporaryFolder"), "sample.db");
  const databaseUrl = await newDatabaseUrl();
  const file = databaseUrl.replace(/^file:/, "");
  const options = { content: "content", close: "later", databaseUrl, env: { PAGE_CACHE: "on" } } as const;
  if (!existsSync(kept)) {
    await (await openTestSite(options)).close();
    copyFileSync(file, `${file}.kept`);
    renameSync(`${file}.kept`, kept);
  } else copyFileSync(kept, file);
  return openTestSite(options);
}

/** Opens `path` in a new browser context. The test fails if the context reports a disturbance. */
export async function visit(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: site.address, ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  const disturbances = watch(context);
  onTestFinished(async () => {
    await context.close();
    expect(disturbances).toEqual([]);
  });
  const page = await context.newPage();
  page.on("framenavigated", (frame) => noteFirstSight(frame.url()));
  await page.goto(path);
  return page;
}

/** Collects requests to other sites, errors, and violations of the content security policy. */
function watch(context: BrowserContext): string[] {
  const disturbances: string[] = [];
  context.on("request", (request) => {
    if (new URL(request.url()).origin !== site.address) disturbances.push(`request to ${request.url()}`);
  });
  context.on("console", (message) => {
    if (message.type() === "error" && !isAnswer(message.text())) disturbances.push(message.text());
  });
  context.on("weberror", (error) => disturbances.push(String(error.error())));
  return disturbances;
}

/** Chromium logs each 4xx response as an error, though a test may expect it. */
const isAnswer = (text: string) => /the server responded with a status of 4\d\d/.test(text);
