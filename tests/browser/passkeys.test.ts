// Passkeys in a real browser, with the authenticator that Chromium has for tests.

import type { Browser, BrowserContextOptions, CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { addAccount } from "~/accounts/account.server";
import { hashPassword } from "~/accounts/password/password.server";
import { issueToken } from "~/accounts/token.server";
import { openBrowser } from "../factories/browser";
import { freePort, openTestSite, type TestSite } from "../factories/site";
import { findFaults } from "./axe";
import { signOut } from "./sign-out";

/** For what should have come at once. */
const PATIENCE_MS = 15_000;
const AXE_TIMEOUT_MS = 120_000;

let site: TestSite;
let browser: Browser;

beforeAll(async () => {
  // A passkey is a name's: a number is none.
  const PORT = String(await freePort());
  const env = { PORT, SITE_URL: `http://localhost:${PORT}` };
  [site, browser] = await Promise.all([openTestSite({ env, close: "later" }), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/**
 * The authenticator for tests chooses a passkey for its owner as soon as a page listens for one, and before anybody can press a
 * button. So the browser says that it can't offer any in a field, except where that is `offered`.
 */
async function visit(
  path: string,
  { offered = false, ...options }: BrowserContextOptions & { offered?: boolean } = {},
): Promise<Page> {
  const context = await browser.newContext({ baseURL: site.address, ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  const errors: string[] = [];
  context.on("weberror", (error) => errors.push(String(error.error())));
  context.on("console", (message) => {
    if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) errors.push(message.text());
  });
  onTestFinished(async () => {
    await context.close();
    expect(errors).toEqual([]);
  });
  if (!offered)
    await context.addInitScript(() => {
      // An empty page has none.
      if (window.PublicKeyCredential) PublicKeyCredential.isConditionalMediationAvailable = async () => false;
    });
  const page = await context.newPage();
  await page.goto(path);
  return page;
}

interface Device {
  session: CDPSession;
  authenticatorId: string;
}

/** A device that keeps passkeys and has seen its owner's finger, unless `verified` is false. */
async function plugIn(page: Page, { verified = true } = {}): Promise<Device> {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable", { enableUI: false });
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: verified,
      automaticPresenceSimulation: true,
    },
  });
  return { session, authenticatorId };
}

const unplug = ({ session, authenticatorId }: Device) =>
  session.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId });

const linkFor = async (email: string) =>
  `/join/${await issueToken(site.services, "join", { payload: { email } }, new Date())}`;

const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

async function join(page: Page, handle: string) {
  await page.getByLabel("Name", { exact: true }).fill("Ada Farrow");
  await page.getByLabel("Handle").fill(handle);
  await press(page, "Join with a passkey");
  await page.waitForURL("**/settings?joined");
}

test("join with a passkey, sign out, sign in with it, add a second, remove the first", async () => {
  const page = await visit(await linkFor("ada@example.org"));
  const first = await plugIn(page);
  await join(page, "ada");
  expect(await page.getByRole("status").innerText()).toBe("Welcome! Your account is ready.");

  await signOut(page);
  await page.goto("/sign-in?to=/tags");
  await press(page, "Sign in with a passkey");
  await page.waitForURL(`${site.address}/tags`);
  expect(await page.locator("summary", { hasText: "Ada Farrow" }).isVisible()).toBe(true);

  await page.goto("/settings/passkeys");
  await press(page, "Add a passkey");
  expect(await refusal(page)).toContain("already has a passkey for your account");
  await unplug(first);
  await plugIn(page);
  await press(page, "Add a passkey");
  await page.getByText("Passkey added.").waitFor();
  expect(await page.locator(".rows strong").allInnerTexts()).toEqual([
    "Chrome on Linux",
    "Chrome on Linux (2)",
  ]);

  await page.getByRole("link", { name: "Rename Chrome on Linux (2)" }).click();
  await page.getByLabel("Name", { exact: true }).fill("The blue key");
  await press(page, "Rename passkey");
  await page.getByRole("link", { name: "Remove Chrome on Linux" }).click();
  await press(page, "Remove passkey");
  await page.getByText("Passkey removed.").waitFor();
  expect(await page.locator(".rows strong").allInnerTexts()).toEqual(["The blue key"]);

  await page.getByRole("link", { name: "Remove The blue key" }).click();
  expect(await page.locator("main").innerText()).toContain("This is your only way to sign in");
  expect(await page.getByRole("button", { name: "Remove passkey" }).count()).toBe(0);

  await signOut(page);
  await page.goto("/sign-in");
  await press(page, "Sign in with a passkey");
  await page.waitForURL(`${site.address}/`);
});

const refusal = async (page: Page) => {
  const alert = page.locator("form[data-passkey] [role=alert]:not([hidden]):not(:empty)");
  await alert.waitFor();
  return alert.innerText();
};

test("the browser offers a passkey where the address is typed, and whoever takes it is signed in", async () => {
  const page = await visit(await linkFor("bea@example.org"), { offered: true });
  await plugIn(page);
  await join(page, "bea");
  await signOut(page);
  await page.goto("/sign-in?to=/archive");
  await page.waitForURL(`${site.address}/archive`);
  expect(await page.locator("summary", { hasText: "Ada Farrow" }).isVisible()).toBe(true);
});

test("who cancels, or has no passkey, is told so, and keeps what they typed", async () => {
  const page = await visit("/sign-in");
  await plugIn(page);
  await page.getByLabel("E-mail").fill("ada@example.org");
  await press(page, "Sign in with a passkey");
  expect(await refusal(page)).toContain("this device has no passkey for this site");
  expect(await page.getByLabel("E-mail").inputValue()).toBe("ada@example.org");
});

test("who is not recognised by their device joins with no passkey, and keeps what they typed", async () => {
  const page = await visit(await linkFor("eve@example.org"));
  const device = await plugIn(page, { verified: false });
  await press(page, "Join with a passkey");
  expect(await refusal(page)).toMatch(/^Please fix the fields marked below\./);
  const summary = page.locator("form[data-passkey] [role=alert]");
  expect(await summary.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await page.title()).toMatch(/^Error: (?!Error)/);
  const name = page.getByLabel("Name", { exact: true });
  expect(await name.getAttribute("aria-invalid")).toBe("true");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  expect(await name.evaluate((field) => field === document.activeElement)).toBe(true);

  await name.fill("Eve");
  await page.getByLabel("Handle").fill("eve");
  await press(page, "Join with a passkey");
  expect(await refusal(page)).toContain("No passkey was used");
  expect(await page.locator("[aria-invalid]").count()).toBe(0);
  expect(await page.title()).toMatch(/^Error: (?!Error)/);
  expect([await name.inputValue(), await page.getByLabel("Handle").inputValue()]).toEqual(["Eve", "eve"]);

  const { session, authenticatorId } = device;
  await session.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: true });
  await press(page, "Join with a passkey");
  await page.waitForURL("**/settings?joined");
});

test("a passkey that was removed from its account is refused in words", async () => {
  const page = await visit(await linkFor("nell@example.org"));
  await plugIn(page);
  await join(page, "nell");
  await signOut(page);
  await site.services.db.passkey.deleteMany({ where: { account: { email: "nell@example.org" } } });
  await page.goto("/sign-in");
  await press(page, "Sign in with a passkey");
  expect(await refusal(page)).toContain("This site doesn’t know this passkey");
});

test("with a password, a passkey takes that password; by keyboard alone", async () => {
  await site.services.db.write(async (tx) => {
    const passwordHash = await hashPassword("correct horse battery staple");
    const ken = {
      email: "ken@example.org",
      name: "Ken",
      handle: "ken",
      role: "reader" as const,
      passwordHash,
    };
    return addAccount(tx, ken, new Date());
  });
  const page = await visit("/sign-in?to=/settings/passkeys");
  await plugIn(page);
  const { keyboard } = page;
  await page.getByLabel("E-mail").focus();
  await keyboard.type("ken@example.org");
  await keyboard.press("Tab");
  await keyboard.type("correct horse battery staple");
  await keyboard.press("Enter");
  await page.waitForURL(`${site.address}/settings/passkeys`);

  const focused = () =>
    page.evaluate(() => document.activeElement?.getAttribute("name") ?? document.activeElement?.textContent);
  while ((await focused()) !== "proof") await keyboard.press("Tab");
  await keyboard.type("not the password");
  await keyboard.press("Enter");
  expect(await refusal(page)).toContain("This password is incorrect");
  await keyboard.press("Tab");
  await keyboard.press("Enter");
  expect(await focused()).toBe("proof");
  await keyboard.press("ControlOrMeta+a");
  await keyboard.type("correct horse battery staple");
  // Past the summary, which stands above the button.
  await keyboard.press("Tab");
  await keyboard.press("Tab");
  expect(await focused()).toBe("Add a passkey");
  await keyboard.press("Enter");
  await page.getByText("Passkey added.").waitFor();
});

test("without JavaScript no button is shown that does nothing, and the page says why", async () => {
  const page = await visit("/sign-in", { javaScriptEnabled: false });
  expect(await page.getByRole("button").allInnerTexts()).toEqual(["Sign in"]);
  expect(await page.locator("main").innerText()).toContain("To sign in with a passkey, turn on JavaScript");
  await page.goto(await linkFor("una@example.org"));
  expect(await page.getByRole("button").allInnerTexts()).toEqual(["Join"]);
});

test(
  "axe finds nothing wrong where passkeys are, and only there is their script",
  async () => {
    const page = await visit("/sign-in");
    await plugIn(page);
    const scripts = () =>
      page.locator("script").evaluateAll((all) => all.map((one) => one.getAttribute("src")));
    expect(await findFaults(page)).toEqual([]);
    expect(await scripts()).toEqual([
      expect.stringMatching(/^\/assets\/reading-\w+\.js$/),
      expect.stringMatching(/^\/assets\/account-\w+\.js$/),
    ]);
    await page.goto(await linkFor("maren@example.org"));
    expect(await findFaults(page)).toEqual([]);
    await join(page, "maren");
    expect(await scripts()).toHaveLength(1);
    for (const path of ["", "/ID/rename", "/ID/remove"]) {
      const { id } = await site.services.db.passkey.findFirstOrThrow({ orderBy: { id: "desc" } });
      await page.goto(`/settings/passkeys${path.replace("ID", String(id))}`);
      expect(await findFaults(page)).toEqual([]);
    }
  },
  AXE_TIMEOUT_MS,
);
