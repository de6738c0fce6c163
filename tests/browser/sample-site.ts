// The sample blog, served whole, and visitors to it in a real browser.

import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished } from "vitest";
import { MIN_SECONDS } from "~/comments/comment.schema";
import { openBrowser } from "../factories/browser";
import { openTestSite, type TestSite } from "../factories/site";

/** Each journey is made with the reading script and without. */
export const BOTH_WAYS = [
  { way: "with JavaScript", javaScriptEnabled: true },
  { way: "without JavaScript", javaScriptEnabled: false },
];

export interface VisitOptions extends BrowserContextOptions {
  /** The network address that the site sees, as a proxy would name it: visitors are timed by theirs. */
  from?: string;
}

let site: TestSite;
let browser: Browser;

/** One site and one browser for all tests of the file that calls this. */
export function openSampleSite() {
  beforeAll(async () => {
    [site, browser] = await Promise.all([
      openTestSite({ content: "content", close: "later", env: { PAGE_CACHE: "on" } }),
      openBrowser(),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });
}

/** A visitor's page at `path`. It goes when the test has finished, and the test fails if anything unquiet happened on it. */
export async function visit(path: string, { from, ...options }: VisitOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    baseURL: site.address,
    ...(from && { extraHTTPHeaders: { "X-Forwarded-For": from } }),
    ...options,
  });
  const page = await context.newPage();
  const disturbances = watch(page);
  onTestFinished(async () => {
    await context.close();
    expect(disturbances).toEqual([]);
  });
  began.set(page, Date.now());
  await page.goto(path);
  return page;
}

/** Collects what must never happen: a request that leaves the site, an error, a breach of the content security policy. */
export function watch(page: Page): string[] {
  const disturbances: string[] = [];
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== site.address) disturbances.push(`request to ${request.url()}`);
  });
  page.on("console", (message) => {
    if (message.type() === "error" && !isAnswerInWords(message.text()))
      disturbances.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => disturbances.push(`error: ${error.message}`));
  return disturbances;
}

/** Chromium notes each 404 and 422 as an error, though the page that came says it better. */
const isAnswerInWords = (text: string) => /the server responded with a status of 4\d\d/.test(text);

const began = new WeakMap<Page, number>();

/** The site takes nothing that was written faster than a person writes: waits until that time has passed for this visitor. */
export async function beAPerson(page: Page): Promise<void> {
  const ready = (began.get(page) ?? Date.now()) + MIN_SECONDS * 1000;
  while (Date.now() <= ready) await new Promise((resolve) => setTimeout(resolve, ready - Date.now() + 1));
}

export interface ReplyFields {
  body: string;
  name: string;
  email: string;
  site: string;
}

/** Fills the reply form of the page, as a person does. */
export async function fillReply(page: Page, fields: Partial<ReplyFields>): Promise<void> {
  for (const [name, value] of Object.entries(fields))
    await page.locator(`.reply-form [name=${name}]`).fill(value);
}

/** What stands in the form now. */
export async function readReply(page: Page): Promise<ReplyFields> {
  const read = (name: string) => page.locator(`.reply-form [name=${name}]`).inputValue();
  return {
    body: await read("body"),
    name: await read("name"),
    email: await read("email"),
    site: await read("site"),
  };
}

export const LONG_THREAD = "/posts/hanging-out-is-the-work";
