// Visitors with a real browser. Every renderer process costs a second of the processor's time before its first page is shown: so
// one browser serves all files that a process tests, and whoever visits takes the context of a visitor before them, as empty as a
// new one.

import type { Browser, BrowserContext, BrowserContextOptions, CDPSession, Page } from "playwright-core";
import { expect, inject, onTestFinished } from "vitest";
import { openBrowser } from "../factories/browser";
import { freePort, isFree, openTestSite, type TestSite } from "../factories/site";

/** For what should have come at once: soon enough that the test says what did not come, before its own time is up. */
const PATIENCE_MS = 8_000;

let browser: Promise<Browser> | undefined;
let port: number | undefined;

/** Where this process serves one site after the other: to the browser they are one place, and its processes go on. */
export async function portOfVisits(): Promise<number> {
  if (port === undefined || !(await isFree(port))) port = await freePort();
  return port;
}

/** A site there, that its caller closes. */
export async function openTestSiteForVisits({
  host = "127.0.0.1",
  ...options
}: VisitedSite = {}): Promise<TestSite> {
  const PORT = String(await portOfVisits());
  return openTestSite({ ...options, close: "later", env: { PORT, SITE_URL: `http://${host}:${PORT}` } });
}

interface VisitedSite {
  host?: string;
  content?: string;
  databaseUrl?: string;
}

/** Options for a visit by somebody who is signed in. */
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

interface PooledContext {
  context: BrowserContext;
  /** Stays open, so that the renderer process of this place does too. */
  keptPage: Page;
  session: CDPSession;
  /** What must never happen: an error, a breach of the content security policy, and a request that leaves the site. */
  disturbances: string[];
}

/** Those that no visitor has, by what makes one context unlike another. */
const idle = new Map<string, PooledContext[]>();

/**
 * A page at `path` of a new visitor to the site, which goes when the test has finished. The test fails where a disturbance was seen; with
 * `mayLeave`, a request to another site is none. `before` sees the page while it is empty.
 */
export async function openVisit(
  site: { address: string },
  path: string,
  options: BrowserContextOptions = {},
  { mayLeave = false, before = async (_page: Page) => {} } = {},
): Promise<Page> {
  const { viewport, storageState, ...kind } = options;
  const key = JSON.stringify([site.address, mayLeave, kind]);
  const pooled = idle.get(key)?.pop() ?? (await openContext(site.address, mayLeave, kind));
  onTestFinished(async () => {
    const disturbances = await empty(pooled);
    idle.set(key, [...(idle.get(key) ?? []), pooled]);
    expect(disturbances).toEqual([]);
  });
  if (typeof storageState === "object") await pooled.context.addCookies(storageState.cookies);
  const page = await pooled.context.newPage();
  if (viewport) await page.setViewportSize(viewport);
  await before(page);
  await page.goto(path);
  return page;
}

async function openContext(
  address: string,
  mayLeave: boolean,
  options: BrowserContextOptions,
): Promise<PooledContext> {
  // It ends with this process, at times before it could remove its profile: that goes with all that the tests left.
  browser ??= openBrowser({ profileFolder: inject("temporaryFolder") });
  const context = await (await browser).newContext({ baseURL: address, ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  const keptPage = await context.newPage();
  await keptPage.goto("/robots.txt");
  const pooled = { context, keptPage, session: await context.newCDPSession(keptPage), disturbances: [] };
  watch(pooled, mayLeave ? "" : address);
  return pooled;
}

/** Notes what disturbs the quiet, and requests to places other than `origin`, if there is one. */
function watch(pooled: PooledContext, origin: string) {
  const note = (disturbance: string) => void pooled.disturbances.push(disturbance);
  pooled.context.on("request", (request) => {
    if (origin && new URL(request.url()).origin !== origin) note(`request to ${request.url()}`);
  });
  pooled.context.on("console", (message) => {
    if (message.type() === "error" && !isAnswer(message.text())) note(message.text());
  });
  pooled.context.on("weberror", (error) => note(String(error.error())));
}

/** Chromium notes each 404 and 422 as an error, though it is the answer that the site meant to give. */
const isAnswer = (text: string) => /the server responded with a status of 4\d\d/.test(text);

/** Leaves nothing that the next visitor could meet. Gives what had disturbed the last one. */
async function empty(pooled: PooledContext): Promise<string[]> {
  const { context, keptPage, session } = pooled;
  await Promise.all(context.pages().map((page) => page !== keptPage && page.close()));
  await context.clearCookies();
  const { origin } = new URL(keptPage.url());
  await session.send("Storage.clearDataForOrigin", { origin, storageTypes: "all" });
  await session.send("Network.clearBrowserCache");
  return pooled.disturbances.splice(0);
}
