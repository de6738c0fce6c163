// What comes back from another site and is not believed.

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

/** To where the other site leads back: the visitor, and the path that leads in. */
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

/** Nobody is in, nothing new is offered, and the page says why and leads on. */
function expectRefusal({ status, html, headers }: Answer, expected: number, words: string) {
  expect([status, headers.get("Set-Cookie"), headers.get("Location")]).toEqual([expected, null, null]);
  expect(html).toContain(words);
  expect(html).toContain('<a href="/sign-in">');
}

test("what comes back leads in", async () => {
  const { visitor, path } = await comeBack();
  expect((await visitor.get(path)).location).toMatch(/^\/join\//);
});

test("a state that is not ours leads nowhere", async () => {
  const { visitor, path } = await comeBack();
  expectRefusal(await visitor.get(change(path, { state: "0".repeat(48) })), 410, "Please start again");
  expectRefusal(await visitor.get("/sign-in/with/university/callback"), 410, "Please start again");
});

test("a state is good for the site it was made for alone", async () => {
  const { visitor, path } = await comeBack();
  expectRefusal(await visitor.get(path.replace("university", "library")), 410, "Please start again");
});

test("another browser does not get in, and the one that began it still does", async () => {
  const { visitor, path } = await comeBack();
  const other = new Visitor(site);
  expectRefusal(await other.get(path), 403, "started this in another browser");
  await other.post("/sign-in/with/university");
  expectRefusal(await other.get(path), 403, "started this in another browser");
  expect((await visitor.get(path)).location).toMatch(/^\/join\//);
});

test("who begins in two tabs comes back to both", async () => {
  const { visitor, path } = await comeBack();
  const second = await visitor.post("/sign-in/with/library");
  const back = await wayBack(site, second, library, newStranger());
  expect((await visitor.get(path)).location).toMatch(/^\/join\//);
  expect((await visitor.get(back)).location).toMatch(/^\/join\//);
});

test("what came back once is good for nothing more", async () => {
  const { visitor, path } = await comeBack();
  await visitor.get(path);
  expectRefusal(await visitor.get(path), 410, "already completed");
});

test("a code that was used at the other site already is said to be", async () => {
  const { visitor, path } = await comeBack();
  await visitor.get(path);
  await site.services.db.token.updateMany({ where: { purpose: "identity" }, data: { usedAt: null } });
  expectRefusal(await visitor.get(path), 410, "was already completed");
});

test("a request that was has expired or was already completed is over", async () => {
  const { visitor, path } = await comeBack();
  await site.services.db.token.updateMany({
    where: { purpose: "identity" },
    data: { expiresAt: new Date(0) },
  });
  expectRefusal(await visitor.get(path), 410, "has expired or was already completed");
});

test("a code that has expired at the other site is said to have", async () => {
  const { visitor, path } = await comeBack();
  university.expireCodes();
  expectRefusal(await visitor.get(path), 410, "took too long");
});

test("a code that was given for another request is not believed", async () => {
  const { visitor, path } = await comeBack();
  const { path: later } = await comeBack();
  const code = new URL(later, site.address).searchParams.get("code") ?? "";
  // Made for another state, and so with another verifier (PKCE).
  expectRefusal(await visitor.get(change(path, { code })), 410, "Please start again");
});

test("an ID token with another nonce is not believed", async () => {
  const visitor = new Visitor(site);
  const departure = await visitor.post("/sign-in/with/university");
  const headers = new Headers({
    Refresh: `0; url=${leadsTo(departure).replace(/nonce=[^&]+/, "nonce=another-one")}`,
  });
  const path = await wayBack(site, { ...departure, headers }, university, newStranger());
  expectRefusal(await visitor.get(path), 403, "couldn’t verify");
});

test("an answer that names another issuer is not believed", async () => {
  const { visitor, path } = await comeBack();
  expectRefusal(await visitor.get(change(path, { iss: library.issuer })), 403, "couldn’t verify");
});

test("who does not sign in there is told that nothing came of it", async () => {
  const { status, html } = await signInWith(new Visitor(site), university, null);
  expect([status, html]).toEqual([403, expect.stringContaining("didn’t sign in at the other site")]);
});

test("a site that does not answer says so, keeps nothing, and the others still lead in", async () => {
  const before = await site.services.db.token.count();
  expectRefusal(await new Visitor(site).post("/sign-in/with/down"), 503, "isn’t working properly");
  expect(await site.services.db.token.count()).toBe(before);
  const { visitor, path } = await comeBack("library", library);
  expect((await visitor.get(path)).location).toMatch(/^\/join\//);
});

test("a site that goes down while somebody is there says so, and a new try leads in when it is back", async () => {
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
