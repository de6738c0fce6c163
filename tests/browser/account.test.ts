// Joining, signing in and settings, by keyboard.

import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { createMember, linkIn, PASSWORD, receiveEmails } from "../factories/people";
import { findFaults } from "./axe";
import { tabTo, typeInto } from "./by-keys";
import { BOTH_WAYS, openSampleSite, servedSite, visit } from "./sample-site";
import { signedInAs } from "./visits";

openSampleSite();

const AXE_TIMEOUT_MS = 60_000;
let count = 0;
const newName = () => `visitor-${++count}`;

test.each(BOTH_WAYS)("joins, signs out and signs in by keyboard, %s", async (_way, options) => {
  const handle = newName();
  const email = `${handle}@example.org`;
  const page = await visit("/", options);
  await tabTo(page, "Sign in");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/sign-in");
  await tabTo(page, "Join");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/join");
  await typeInto(page, "email", email);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Ask the administrator for your link" }).waitFor();

  await page.goto(linkIn((await receiveEmails(servedSite(), email))[0] as never));
  await typeInto(page, "name", "Keys Only");
  await typeInto(page, "handle", "me");
  await typeInto(page, "password", PASSWORD);
  await page.keyboard.press("Enter");
  const alert = page.getByRole("alert");
  await alert.waitFor();
  const field = page.getByLabel("Handle");
  expect(await field.getAttribute("aria-invalid")).toBe("true");
  expect(await page.getByLabel("Name").inputValue()).toBe("Keys Only");
  await typeInto(page, "handle", handle);
  await typeInto(page, "password", PASSWORD);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/settings?joined");
  expect(await page.getByRole("status").innerText()).toContain("Welcome");

  await page.keyboard.press("Tab");
  await tabTo(page, "Keys Only");
  await page.keyboard.press("Enter");
  await tabTo(page, "Sign out");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === "/");
  await page.goto("/settings/devices");
  await typeInto(page, "email", email);
  await typeInto(page, "password", PASSWORD);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/settings/devices");
  expect(await page.getByRole("listitem").filter({ hasText: "(this device)" }).count()).toBe(1);
});

const asMember = (path: string) => async () =>
  visit(path, signedInAs(await createMember(servedSite().services.db, newName())));

/** Submits a page's form with these fields. */
const sent =
  (path: string, fields: Record<string, string> = {}) =>
  async () => {
    const page = await visit(path);
    for (const [name, text] of Object.entries(fields)) await page.locator(`[name=${name}]`).fill(text);
    await page.locator("main form button").first().click();
    await page.locator("[role=alert], [role=status]").first().waitFor();
    return page;
  };

async function joinPath(): Promise<string> {
  const email = `${newName()}@example.org`;
  await servedSite().post("/join", { email });
  return linkIn((await receiveEmails(servedSite(), email))[0] as never);
}

const PAGES: Record<string, () => Promise<Page>> = {
  "to join": () => visit("/join"),
  "after asking to join": sent("/join", { email: "axe@example.org" }),
  "joining that was refused": async () => sent(await joinPath())(),
  "to sign in": () => visit("/sign-in"),
  "signing in that was refused": sent("/sign-in", { email: "axe@example.org", password: "wrong one" }),
  "a new password": () => visit("/reset"),
  "a link that does nothing": () => visit(`/reset/${"0".repeat(48)}`),
  profile: asMember("/settings"),
  password: asMember("/settings/password"),
  "e-mail": asMember("/settings/email"),
  devices: asMember("/settings/devices"),
  "a post, to a member": asMember("/posts/asking-differently"),
  "a form whose sender is signed out": async () => {
    const page = await asMember("/settings")();
    await page.getByLabel("About you").fill("A long thought.\n\nIn two paragraphs.");
    await page.context().clearCookies();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("heading", { name: "You are signed out" }).waitFor();
    return page;
  },
};

test.each(Object.entries(PAGES))(
  "passes axe and overflows at no width, light or dark: %s",
  async (_kind, open) => {
    expect(await findFaults(await open())).toEqual([]);
  },
  AXE_TIMEOUT_MS,
);

test("posts a form again that came back after signing out", async () => {
  const handle = newName();
  const member = await createMember(servedSite().services.db, handle);
  const page = await visit("/settings", signedInAs(member));
  await page.getByLabel("About you").fill("A thought that took a while.");
  await page.context().clearCookies();
  await page.getByRole("button", { name: "Save" }).click();
  const [other] = await Promise.all([
    page.waitForEvent("popup"),
    page.getByRole("link", { name: "Sign in (opens a new tab)" }).click(),
  ]);
  await other.getByLabel("E-mail").fill(member.email);
  await other.getByLabel("Password").fill(PASSWORD);
  await other.locator("main").getByRole("button", { name: "Sign in", exact: true }).click();
  await other.waitForURL((url) => url.pathname === "/");
  await page.getByRole("button", { name: "Send again" }).click();
  await page.getByText("Profile saved.").waitFor();
  await page.goto(`/people/${handle}`);
  await page.getByText("A thought that took a while.").waitFor();
});
