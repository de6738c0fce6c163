// Sign-in with OpenID Connect in a browser without JavaScript. A page with a Refresh header redirects to the
// provider, because the content security policy allows forms to this site only.

import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { createMember } from "../factories/people";
import { openSiteWithProviders, type SiteWithProviders } from "../factories/site-with-providers";
import { findFaults } from "./axe";
import { signOut } from "./sign-out";
import { openVisit, portOfVisits, signedInAs } from "./visits";

let { site, university, library }: SiteWithProviders = {} as SiteWithProviders;
beforeAll(async () => {
  const opened = await openSiteWithProviders({ port: await portOfVisits() });
  ({ site, university, library } = opened);
  return () => opened.close();
});

const visit = (path: string, { cookie = "", javaScriptEnabled = false } = {}): Promise<Page> =>
  openVisit(site, path, { javaScriptEnabled, ...(cookie && signedInAs({ cookie })) }, { mayLeave: true });

const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const follow = (page: Page, name: string) => page.getByRole("link", { name, exact: true }).click();
const linked = (page: Page) => page.locator(".rows strong").allInnerTexts();

test("joins by one provider, links a second, unlinks the first, and signs in by the second", async () => {
  const page = await visit("/sign-in?to=/tags");
  university.is({ sub: "1", email: "ada@example.org", email_verified: true, preferred_username: "ada" });
  await press(page, "Sign in with Your university");
  await page.waitForURL("**/join/*");
  await page.getByLabel("Name").fill("Ada Lind");
  await press(page, "Join");
  await page.waitForURL("**/settings?joined");

  await follow(page, "Other sites");
  expect(await linked(page)).toEqual(["Your university"]);
  await follow(page, "Link your Library account");
  library.is({ sub: "2", preferred_username: "reader-42" });
  await press(page, "Continue to Library");
  await page.getByText("Linked. You can now sign in with it.").waitFor();
  expect(await linked(page)).toEqual(["Your university", "Library"]);

  await follow(page, "Unlink Your university, ada@example.org");
  await press(page, "Unlink Your university");
  await page.getByText("Unlinked. You can no longer").waitFor();
  expect(await linked(page)).toEqual(["Library"]);

  await signOut(page);
  await page.goto("/sign-in?to=/tags");
  await press(page, "Sign in with Library");
  await page.waitForURL("**/tags");
  expect(await page.getByRole("navigation", { name: "Your account" }).innerText()).toContain("Ada Lind");
});

/** Removes the Refresh header, like a browser that ignores it. */
const stayOnTheWay = (page: Page) =>
  page.route("**/sign-in/with/university", async (route) => {
    const response = await route.fetch();
    const { refresh: _, ...headers } = response.headers();
    await route.fulfill({ response, headers });
  });

test("links to the provider when the browser does not follow the Refresh header", async () => {
  const page = await visit("/sign-in");
  await stayOnTheWay(page);
  university.is(null);
  await press(page, "Sign in with Your university");
  await follow(page, "Continue to Your university");
  await page.getByRole("heading", { name: "Not signed in with Your university" }).waitFor();
});

/** Opens a member's page, with JavaScript for axe. */
async function visitAsMember(path: string) {
  const member = await createMember(site.services.db, `member-${path.length}`);
  const identity = { issuer: library.issuer, subject: path, label: "reader-42", createdAt: new Date() };
  const { id } = await site.services.db.identity.create({
    data: { accountId: member.accountId, ...identity },
  });
  return visit(path.replace(":id", String(id)), { cookie: member.cookie, javaScriptEnabled: true });
}

test.each<[string, () => Promise<Page>]>([
  ["the sign-in page", () => visit("/sign-in", { javaScriptEnabled: true })],
  ["the list of identities", () => visitAsMember("/settings/identities?done=linked")],
  ["the form to link", () => visitAsMember("/settings/identities/link/library")],
  ["the form to unlink", () => visitAsMember("/settings/identities/unlink/:id")],
  [
    "the page that redirects",
    async () => {
      const page = await visit("/sign-in", { javaScriptEnabled: true });
      await stayOnTheWay(page);
      await press(page, "Sign in with Your university");
      await page.getByRole("heading", { name: "Continue to Your university" }).waitFor();
      return page;
    },
  ],
])("passes axe and overflows at no width, light or dark: %s", async (_which, open) => {
  expect(await findFaults(await open())).toEqual([]);
});
