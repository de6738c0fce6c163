// A guest's details, remembered on their device if they choose. The reading script does it, so JavaScript is
// on.

import type { BrowserContext, Page } from "playwright-core";
import { expect, test } from "vitest";
import { createMember } from "../factories/people";
import { ADA, fillReply, readReply, reply, replyField, sendReply, untilRead } from "./reply-form";
import { openSampleSite, servedSite, visit } from "./sample-site";
import { signedInAs } from "./visits";

openSampleSite();

const POST = "/posts/asking-differently";
const ANOTHER = "/posts/planning-with-not-for";
const WHO = { name: ADA.name, email: ADA.email, site: ADA.site };
const NOBODY = { name: "", email: "", site: "" };

const box = (page: Page) => page.getByRole("checkbox", { name: "Remember me on this device" });

const keptOf = (page: Page) => page.evaluate(() => localStorage.getItem("guest"));

async function whoIsIn(page: Page) {
  const { body: _, ...who } = await readReply(page);
  return who;
}

/** Posts a reply with "Remember me" checked. */
async function sendRemembered(page: Page, body: string) {
  await fillReply(page, { ...ADA, body });
  await box(page).check();
  await untilRead(page);
  await sendReply(page);
  await page.waitForURL("**#comment-*");
}

test("remembers a guest on another post and in another tab until they uncheck the box", async () => {
  const page = await visit(POST);
  expect(await box(page).isChecked()).toBe(false);
  await sendRemembered(page, "To be remembered by.");
  expect([await whoIsIn(page), await box(page).isChecked()]).toEqual([WHO, true]);

  const tab = await page.context().newPage();
  await tab.goto(ANOTHER);
  expect([await whoIsIn(tab), await box(tab).isChecked()]).toEqual([WHO, true]);

  await box(tab).uncheck();
  expect(await keptOf(tab)).toBeNull();
  expect(await whoIsIn(tab)).toEqual(WHO);
  // A storage event unchecks the box in the first tab too.
  await expect.poll(() => box(page).isChecked()).toBe(false);
  await tab.goto(POST);
  expect([await whoIsIn(tab), await box(tab).isChecked()]).toEqual([NOBODY, false]);
});

test("remembers nothing without the box", async () => {
  const page = await visit(POST);
  await reply(page, { ...ADA, body: "Not to be remembered." });
  await page.waitForURL(`**${POST}*#comment-*`);
  expect(await keptOf(page)).toBeNull();
  await page.goto(ANOTHER);
  expect(await whoIsIn(page)).toEqual(NOBODY);
});

test("sends the details only in the reply's own fields, and sets cookies that have none of them and no script reads", async () => {
  const page = await visit(POST);
  const sent = watchSent(page.context());
  await sendRemembered(page, "Where does it go?");
  await page.goto(ANOTHER);
  await page.goto("/");
  const telling = sent.filter(({ body }) => body.includes("ada"));
  expect(telling.map(({ method, path }) => [method, path])).toEqual([["POST", `${POST}/respond`]]);
  const fields = new URLSearchParams(telling[0]?.body);
  expect([...new Set(fields.keys())].sort()).toEqual([
    "as",
    "body",
    "email",
    "homepage",
    "name",
    "opened",
    "remember",
    "site",
    "to",
  ]);
  expect(fields.getAll("remember")).toEqual(["no", "yes"]);
  const cookies = await page.context().cookies();
  expect(cookies.map(({ name, httpOnly }) => [name, httpOnly]).sort()).toEqual([
    ["guest", true],
    ["reply-secret", true],
  ]);
  expect(cookies.filter(({ value }) => !/^(\d+-)?[0-9a-f]{48}$/.test(value))).toEqual([]);
});

/** Every request of the browser, with its URL, cookies and body. */
function watchSent(context: BrowserContext) {
  const sent: { method: string; path: string; body: string }[] = [];
  context.on("request", (request) => {
    const { pathname, search } = new URL(request.url());
    const { cookie = "" } = request.headers();
    sent.push({
      method: request.method(),
      path: pathname,
      body: `${search}${cookie}${request.postData() ?? ""}`,
    });
  });
  return sent;
}

test("keeps typed fields, and remembers a changed name when the reply is posted", async () => {
  const page = await visit(POST);
  await sendRemembered(page, "First as Ada.");
  await page.goto(ANOTHER);
  await fillReply(page, { name: "A. Farrow", body: "Then as A. Farrow." });
  await page.goto(POST);
  expect((await whoIsIn(page)).name).toBe(ADA.name);
  await page.goto(ANOTHER);
  await fillReply(page, { name: "A. Farrow", body: "Then as A. Farrow." });
  await untilRead(page);
  await sendReply(page);
  await page.waitForURL(`**${ANOTHER}*#comment-*`);
  expect((await whoIsIn(page)).name).toBe("A. Farrow");
});

test("keeps the sent fields of a refused or previewed reply", async () => {
  const page = await visit(POST);
  await sendRemembered(page, "Before being refused.");
  await fillReply(page, { body: "Who am I?", name: "", site: "" });
  await untilRead(page);
  await sendReply(page);
  await page.getByRole("alert").waitFor();
  expect(await whoIsIn(page)).toEqual({ ...WHO, name: "", site: "" });
  expect(await page.locator("[aria-invalid=true]").count()).toBe(1);
  expect(await box(page).isChecked()).toBe(true);

  await fillReply(page, { name: "Ada" });
  await page.getByRole("button", { name: "Preview" }).click();
  await page.getByRole("region", { name: "Preview" }).waitFor();
  expect(await whoIsIn(page)).toEqual({ ...WHO, name: "Ada", site: "" });
});

test("offers nothing without JavaScript", async () => {
  const page = await visit(POST, { javaScriptEnabled: false });
  expect(await page.locator("[data-remember]").count()).toBe(1);
  expect(await page.getByText("Remember me on this device").isVisible()).toBe(false);
});

test("explains that nothing is remembered when storage is off, and posts the reply", async () => {
  const page = await visit("/");
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("off", "SecurityError");
      },
    });
  });
  await page.goto(POST);
  await box(page).click();
  expect(await box(page).isChecked()).toBe(false);
  await reply(page, { ...ADA, body: "With storage off." });
  await page.waitForURL(`**${POST}*#comment-*`);
});

test("neither asks a member for details nor fills any in", async () => {
  const member = await createMember(servedSite().services.db, "remembered-member", { name: "Mina" });
  const page = await visit(POST, signedInAs(member));
  await page.evaluate(() => localStorage.setItem("guest", JSON.stringify(["Ada", "ada@example.org", ""])));
  await page.reload();
  expect(await page.getByText("You’re replying as Mina.").isVisible()).toBe(true);
  expect(await box(page).count()).toBe(0);
});

test("sends remembered and other guests the same page", async () => {
  const page = await visit(POST);
  await sendRemembered(page, "One of two.");
  const [own, fresh] = [await page.request.get(POST), await servedSite().get(POST)];
  expect(await own.text()).toBe(await fresh.text());
  expect(own.headers().etag?.slice(0, 23)).toBe(fresh.headers.get("ETag")?.slice(0, 23));
});

test("posts a member's reply to a comment by keyboard", async () => {
  const member = await createMember(servedSite().services.db, "keyboard-member", { name: "Mina Okafor" });
  const page = await visit(POST, signedInAs(member));
  await page.locator(".reply-link").first().focus();
  await page.keyboard.press("Enter");
  await expect
    .poll(() => replyField(page, "body").evaluate((text) => text === document.activeElement))
    .toBe(true);
  await page.keyboard.type("By keys, under my name.");
  // The next Tab stop after the text is the button.
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Post reply");
  await page.keyboard.press("Enter");
  await page.waitForURL(`**${POST}*#comment-*`);
  const own = page.locator(`${new URL(page.url()).hash} > article`);
  expect(await own.locator("h3").innerText()).toBe("Mina Okafor");
  expect(await own.locator(".response-line").innerText()).toContain(
    `in reply to ${await page.locator("#responses article h3").first().innerText()}`,
  );
  await own.getByRole("link", { name: "Mina Okafor", exact: true }).click();
  await page.waitForURL("**/people/keyboard-member");
  expect(await page.getByText("By keys, under my name.").isVisible()).toBe(true);
  expect(await page.getByRole("link", { name: "Edit your profile" }).isVisible()).toBe(true);
});
