// Callbacks of identity providers that must be refused.

import { beforeAll, expect, test } from "vitest";
import type { OpenidProviderServer } from "../../../factories/openid-provider";
import {
  leadsTo,
  openSiteWithProviders,
  type SiteWithProviders,
  signInWith,
  wayBack,
} from "../../../factories/site-with-providers";
import { type Answer, Visitor } from "../../../factories/visitor";

let { site, university, library }: SiteWithProviders = {} as SiteWithProviders;
beforeAll(async () => {
  const opened = await openSiteWithProviders();
  ({ site, university, library } = opened);
  return () => opened.close();
});

let count = 0;
const newStranger = () => {
  const sub = `subject-${++count}`;
  return { sub, email: `${sub}@example.org`, email_verified: true };
};

/** Signs in at the provider. Returns the visitor and the path of the callback. */
async function comeBack(name = "university", provider = university) {
  const visitor = new Visitor(site);
  const departure = await visitor.post(`/sign-in/with/${name}`);
  return { visitor, departure, path: await wayBack(site, departure, provider, newStranger()) };
}

const change = (path: string, changes: Record<string, string>) => {
  const url = new URL(path, site.address);
  for (const [name, value] of Object.entries(changes)) url.searchParams.set(name, value);
  return url.pathname + url.search;
};

/** Expects a refusal that sets no cookie, redirects nowhere, gives the reason and links to the sign-in
 *  page. */
function expectRefusal({ status, html, headers }: Answer, expected: number, words: string) {
  expect([status, headers.get("Set-Cookie"), headers.get("Location")]).toEqual([expected, null, null]);
  expect(html).toContain(words);
  expect(html).toContain('<a href="/sign-in">');
}

test("accepts the provider's callback", async () => {
  const { visitor, path } = await comeBack();
  expect((await visitor.get(path)).location).toMatch(/^\/join\//);
});

test("refuses an unknown state with 410", async () => {
  const { visitor, path } = await comeBack();
  expectRefusal(await visitor.get(change(path, { state: "0".repeat(48) })), 410, "Please start again");
  expectRefusal(await visitor.get("/sign-in/with/university/callback"), 410, "Please start again");
});

test("refuses a state of another provider with 410", async () => {
  const { visitor, path } = await comeBack();
  expectRefusal(await visitor.get(path.replace("university", "library")), 410, "Please start again");
});

test("refuses the callback in another browser with 403, and accepts it afterwards in the first", async () => {
  const { visitor, path } = await comeBack();
  const other = new Visitor(site);
  expectRefusal(await other.get(path), 403, "started this in another browser");
  await other.post("/sign-in/with/university");
  expectRefusal(await other.get(path), 403, "started this in another browser");
  expect((await visitor.get(path)).location).toMatch(/^\/join\//);
});

test("accepts the callbacks of two tabs", async () => {
  const { visitor, path } = await comeBack();
  const second = await visitor.post("/sign-in/with/library");
  const back = await wayBack(site, second, library, newStranger());
  expect((await visitor.get(path)).location).toMatch(/^\/join\//);
  expect((await visitor.get(back)).location).toMatch(/^\/join\//);
});

test("refuses a callback's second use with 410", async () => {
  const { visitor, path } = await comeBack();
  await visitor.get(path);
  expectRefusal(await visitor.get(path), 410, "already completed");
});

test("reports a code that was already used at the provider with 410", async () => {
  const { visitor, path } = await comeBack();
  await visitor.get(path);
  await site.services.db.token.updateMany({ where: { purpose: "identity" }, data: { usedAt: null } });
  expectRefusal(await visitor.get(path), 410, "was already completed");
});

test("refuses an expired request with 410", async () => {
  const { visitor, path } = await comeBack();
  await site.services.db.token.updateMany({
    where: { purpose: "identity" },
    data: { expiresAt: new Date(0) },
  });
  expectRefusal(await visitor.get(path), 410, "has expired or was already completed");
});

test("reports a code that expired at the provider with 410", async () => {
  const { visitor, path } = await comeBack();
  university.expireCodes();
  expectRefusal(await visitor.get(path), 410, "took too long");
});

test("refuses a code of another request with 410", async () => {
  const { visitor, path } = await comeBack();
  const { path: later } = await comeBack();
  const code = new URL(later, site.address).searchParams.get("code") ?? "";
  // The code belongs to another state, and so to another PKCE verifier.
  expectRefusal(await visitor.get(change(path, { code })), 410, "Please start again");
});

test("refuses an ID token with another nonce", async () => {
  const visitor = new Visitor(site);
  const departure = await visitor.post("/sign-in/with/university");
  const headers = new Headers({
    Refresh: `0; url=${leadsTo(departure).replace(/nonce=[^&]+/, "nonce=another-one")}`,
  });
  const path = await wayBack(site, { ...departure, headers }, university, newStranger());
  expectRefusal(await visitor.get(path), 403, "couldn’t verify");
});

test("refuses a callback that names another issuer with 403", async () => {
  const { visitor, path } = await comeBack();
  expectRefusal(await visitor.get(change(path, { iss: library.issuer })), 403, "couldn’t verify");
});

test("reports with 403 that the person did not sign in at the provider", async () => {
  const { status, html } = await signInWith(new Visitor(site), university, null);
  expect([status, html]).toEqual([403, expect.stringContaining("didn’t sign in at the other site")]);
});

test("answers with 503 when a provider is down, keeps nothing, and signs in with another one", async () => {
  const before = await site.services.db.token.count();
  expectRefusal(await new Visitor(site).post("/sign-in/with/down"), 503, "isn’t working properly");
  expect(await site.services.db.token.count()).toBe(before);
  const { visitor, path } = await comeBack("library", library);
  expect((await visitor.get(path)).location).toMatch(/^\/join\//);
});

test("answers with 503 when a provider goes down during a sign-in, and signs in when it is back", async () => {
  const { visitor, path } = await comeBack();
  await away(university, async () => expectRefusal(await visitor.get(path), 503, "isn’t working properly"));
  expect((await signInWith(visitor, university, newStranger())).location).toMatch(/^\/join\//);
});

async function away(provider: OpenidProviderServer, meanwhile: () => Promise<void>) {
  await provider.stop();
  try {
    await meanwhile();
  } finally {
    await provider.resume();
  }
}
