// Passkeys in a real browser, with Chromium's virtual authenticator.

import type { BrowserContextOptions, CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addAccount } from "~/accounts/account.server";
import { hashPassword } from "~/accounts/password/password.server";
import { issueToken } from "~/accounts/token.server";
import type { TestSite } from "../factories/site";
import { findFaults } from "./axe";
import { signOut } from "./sign-out";
import { openTestSiteForVisits, openVisit } from "./visits";

const AXE_TIMEOUT_MS = 120_000;

let site: TestSite;

beforeAll(async () => {
  // A passkey's relying party is a domain name, never an IP address.
  site = await openTestSiteForVisits({ host: "localhost" });
});
afterAll(() => site?.close());

/** The virtual authenticator answers a conditional request at once, before any button can be pressed. So the
 *  browser reports that it does not support conditional requests, unless `offered`. */
const visit = (
  path: string,
  { offered = false, ...options }: BrowserContextOptions & { offered?: boolean } = {},
): Promise<Page> =>
  openVisit(site, path, options, {
    before: async (page) => {
      if (offered) return;
      await page.addInitScript(() => {
        // about:blank has no PublicKeyCredential.
        if (window.PublicKeyCredential)
          PublicKeyCredential.isConditionalMediationAvailable = async () => false;
      });
    },
  });

interface Device {
  session: CDPSession;
  authenticatorId: string;
}

/** Adds a virtual authenticator, with user verification unless `verified` is false. */
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

test("joins with a passkey, signs out, signs in, adds a second passkey and removes the first", async () => {
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

test("signs in with the passkey that the browser offers in the e-mail field", async () => {
  const page = await visit(await linkFor("bea@example.org"), { offered: true });
  await plugIn(page);
  await join(page, "bea");
  await signOut(page);
  await page.goto("/sign-in?to=/archive");
  await page.waitForURL(`${site.address}/archive`);
  expect(await page.locator("summary", { hasText: "Ada Farrow" }).isVisible()).toBe(true);
});

test("explains a cancelled or missing passkey, and keeps the fields", async () => {
  const page = await visit("/sign-in");
  await plugIn(page);
  await page.getByLabel("E-mail").fill("ada@example.org");
  await press(page, "Sign in with a passkey");
  expect(await refusal(page)).toContain("this device has no passkey for this site");
  expect(await page.getByLabel("E-mail").inputValue()).toBe("ada@example.org");
});

test("refuses to join with a passkey without user verification, and keeps the fields", async () => {
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

test("refuses a passkey removed from its account, with a message", async () => {
  const page = await visit(await linkFor("nell@example.org"));
  await plugIn(page);
  await join(page, "nell");
  await signOut(page);
  await site.services.db.passkey.deleteMany({ where: { account: { email: "nell@example.org" } } });
  await page.goto("/sign-in");
  await press(page, "Sign in with a passkey");
  expect(await refusal(page)).toContain("This site doesn’t know this passkey");
});

test("adds a passkey after the password, by keyboard", async () => {
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
  // The first Tab stop is the link in the error summary above the button.
  await keyboard.press("Tab");
  await keyboard.press("Tab");
  expect(await focused()).toBe("Add a passkey");
  await keyboard.press("Enter");
  await page.getByText("Passkey added.").waitFor();
});

test("hides passkey buttons without JavaScript, and says why", async () => {
  const page = await visit("/sign-in", { javaScriptEnabled: false });
  expect(await page.locator("main").getByRole("button").allInnerTexts()).toEqual(["Sign in"]);
  expect(await page.locator("main").innerText()).toContain("To sign in with a passkey, turn on JavaScript");
  await page.goto(await linkFor("una@example.org"));
  expect(await page.locator("main").getByRole("button").allInnerTexts()).toEqual(["Join"]);
});

test(
  "passes axe on pages with passkeys, which alone load their script",
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
