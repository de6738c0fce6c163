// Visits to a site with a real browser. A new browser context starts a renderer process, which costs a second of
// processor time before its first page. So all test files of a process share one browser, and its contexts are
// emptied and used again.

import type { Browser, BrowserContext, BrowserContextOptions, CDPSession, Page } from "playwright-core";
import { expect, inject, onTestFinished } from "vitest";
import { openBrowser } from "../factories/browser";
import { freePort, isFree, openTestSite, type TestSite } from "../factories/site";

/** Timeout of immediate changes, shorter than a test's own, so that the failure names the missing one. */
const PATIENCE_MS = 20_000;

let browser: Promise<Browser> | undefined;
let port: number | undefined;

/** The port of every site that this process opens for visits, one after the other: with one origin, the browser
 *  keeps its renderer processes. */
export async function portOfVisits(): Promise<number> {
  if (port === undefined || !(await isFree(port))) port = await freePort();
  return port;
}

/** Opens a site on that port, which the caller closes. */
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

/** Options of a visit by a signed-in member. */
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
  /** Stays open, so that the renderer process stays alive. */
  keptPage: Page;
  session: CDPSession;
  /** What the present visit may do. */
  allowed: Allowed;
  /** Requests to other sites, errors, and violations of the content security policy. */
  disturbances: string[];
}

interface Allowed {
  /** Requests to other sites. */
  mayLeave: boolean;
  /** Failed connections. */
  mayBreak: boolean;
}

/** Contexts that no test uses now, by what can't be changed later: the origin, the options, the clock. */
const idle = new Map<string, PooledContext[]>();

/** Opens `path` for a new visitor: without cookies, storage or cache. Closed after the test, which fails if the
 *  context reports a disturbance; with `mayLeave`, requests to other sites are allowed, and with `mayBreak`, failed
 *  connections; with `hasClock`, tests can move the page's clock on. `before` receives the page before it loads. */
export async function openVisit(
  site: { address: string },
  path: string,
  options: BrowserContextOptions = {},
  { mayLeave = false, mayBreak = false, hasClock = false, before = async (_page: Page) => {} } = {},
): Promise<Page> {
  const { viewport, storageState, colorScheme, javaScriptEnabled = true, ...others } = options;
  const kind = { javaScriptEnabled, ...others };
  const key = JSON.stringify([site.address, hasClock, kind]);
  const pooled = idle.get(key)?.pop() ?? (await openContext(site.address, hasClock, kind));
  pooled.allowed = { mayLeave, mayBreak };
  onTestFinished(async () => {
    const disturbances = await empty(pooled);
    idle.set(key, [...(idle.get(key) ?? []), pooled]);
    expect(disturbances).toEqual([]);
  });
  if (typeof storageState === "object") await pooled.context.addCookies(storageState.cookies);
  const page = await pooled.context.newPage();
  if (viewport) await page.setViewportSize(viewport);
  if (colorScheme) await page.emulateMedia({ colorScheme });
  await before(page);
  await page.goto(path);
  return page;
}

async function openContext(
  address: string,
  hasClock: boolean,
  options: BrowserContextOptions,
): Promise<PooledContext> {
  // The browser ends with this process, sometimes too soon to remove its profile. This folder is removed after
  // all tests.
  browser ??= openBrowser({ profileFolder: inject("temporaryFolder") });
  const context = await (await browser).newContext({ baseURL: address, ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  if (hasClock) await context.clock.install();
  const keptPage = await context.newPage();
  await keptPage.goto("/robots.txt");
  const session = await context.newCDPSession(keptPage);
  const allowed = { mayLeave: false, mayBreak: false };
  const pooled: PooledContext = { context, keptPage, session, allowed, disturbances: [] };
  watch(pooled, address);
  return pooled;
}

/** Collects unexpected errors, and requests to origins other than `origin`. */
function watch(pooled: PooledContext, origin: string) {
  const note = (disturbance: string) => void pooled.disturbances.push(disturbance);
  pooled.context.on("request", (request) => {
    if (!pooled.allowed.mayLeave && new URL(request.url()).origin !== origin)
      note(`request to ${request.url()}`);
  });
  pooled.context.on("console", (message) => {
    const text = message.text();
    const isExpected = isAnswer(text) || (pooled.allowed.mayBreak && isBroken(text));
    if (message.type() === "error" && !isExpected) note(text);
  });
  pooled.context.on("weberror", (error) => note(String(error.error())));
}

/** Chromium logs each 4xx response as an error, though a test may expect it. */
const isAnswer = (text: string) => /the server responded with a status of 4\d\d/.test(text);

/** How Chromium logs a request that got no answer. */
const isBroken = (text: string) => /net::ERR_(CONNECTION_|FAILED|EMPTY_RESPONSE|SOCKET_)/.test(text);

/** Removes pages, intercepted requests, cookies, storage and cache. Returns the disturbances. */
async function empty(pooled: PooledContext): Promise<string[]> {
  const { context, keptPage, session } = pooled;
  await Promise.all(context.pages().map((page) => page !== keptPage && page.close()));
  await context.unrouteAll();
  await context.clearCookies();
  const { origin } = new URL(keptPage.url());
  await session.send("Storage.clearDataForOrigin", { origin, storageTypes: "all" });
  await session.send("Network.clearBrowserCache");
  return pooled.disturbances.splice(0);
}
