// The sample blog, served whole, and visitors to it in a real browser.

import { copyFileSync, existsSync, renameSync } from "node:fs";
import path from "node:path";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, onTestFinished } from "vitest";
import { openBrowser } from "../factories/browser";
import { newDatabaseUrl } from "../factories/database";
import { openTestSite, type TestSite } from "../factories/site";
import { forgetSights, noteFirstSight } from "./reply-form";

/** For what should have come at once: soon enough that the test says what did not come, before its own time is up. */
const PATIENCE_MS = 8_000;

export const LONG_THREAD = "/posts/hanging-out-is-the-work";

/** Each journey is made with the reading script and without. */
export const BOTH_WAYS: [way: string, options: BrowserContextOptions][] = [
  ["with JavaScript", { javaScriptEnabled: true }],
  ["without JavaScript", { javaScriptEnabled: false }],
];

/** Each of these named cases both ways. */
export const bothWays = <Case>(cases: Record<string, Case>) =>
  BOTH_WAYS.flatMap(([way, options]) =>
    Object.entries(cases).map(([what, one]) => [way, what, options, one] as const),
  );

let site: TestSite;
let browser: Browser;

/** One site and one browser for all tests of the file that calls this. */
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

/** The site of this file, for what a visitor can't do. */
export const servedSite = (): TestSite => site;

/** Options for `visit` by somebody who is signed in. */
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

/** To import the sample blog takes seconds: the first file that needs it leaves a copy for the others. */
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

/** A visitor's page at `path`. It goes when the test has finished, which fails if anything disturbed the quiet. */
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

/** Collects what must never happen: a request that leaves the site, an error, a breach of the content security policy. */
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

/** Chromium notes each 404 and 422 as an error, though it is the answer that the site meant to give. */
const isAnswer = (text: string) => /the server responded with a status of 4\d\d/.test(text);
