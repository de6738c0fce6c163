// Drafts: a typed text is kept on the device until it is posted. The reading script does it, so JavaScript is
// on.

import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { createMember } from "../factories/people";
import { ADA, fillReply, replyField, sendReply, untilRead } from "./reply-form";
import { openSampleSite, servedSite, visit } from "./sample-site";
import { signOut } from "./sign-out";
import { signedInAs } from "./visits";

openSampleSite();

const POST = "/posts/asking-differently";
const TEXT = "A sentence that took a while to find.";

test("restores a text after a reload and in another tab", async () => {
  const page = await visit(POST);
  await typeReply(page, TEXT);
  await page.reload();
  expect(await replyField(page, "body").inputValue()).toBe(TEXT);
  expect(await bodyInNewTab(page)).toBe(TEXT);
});

test("removes a posted text", async () => {
  const page = await visit(POST);
  await typeReply(page, TEXT);
  await sendIt(page);
  expect(await replyField(page, "body").inputValue()).toBe("");
  expect(await bodyInNewTab(page)).toBe("");
});

test("keeps a refused text", async () => {
  const page = await visit(POST);
  await typeReply(page, TEXT);
  await untilRead(page);
  await sendReply(page);
  await page.getByRole("alert").waitFor();
  expect(await bodyInNewTab(page)).toBe(TEXT);
});

test("keeps a previewed text while a comment is opened", async () => {
  const page = await visit(POST);
  await typeReply(page, TEXT);
  const comment = await page.locator("#responses [rel=bookmark]").first().getAttribute("href");
  await page.getByRole("button", { name: "Preview" }).click();
  await page.getByRole("region", { name: "Preview" }).waitFor();
  await page.goto(comment ?? "");
  expect(page.url()).toContain("#comment-");
  expect(await bodyInNewTab(page)).toBe(TEXT);
});

test("keeps a text that failed to send, and removes it when it is posted", async () => {
  const page = await visit(POST);
  const comment = await page.locator("#responses [rel=bookmark]").first().getAttribute("href");
  await typeReply(page, TEXT);
  await fillReply(page, { name: ADA.name, email: ADA.email });
  await untilRead(page);
  // The server's answer is 204, so the page stays as it is.
  await page.route("**/respond", (route) => route.fulfill({ status: 204 }));
  await sendReply(page);
  await page.unroute("**/respond");
  await page.goto(comment ?? "");
  expect(page.url()).toContain("#comment-");
  expect(await bodyInNewTab(page)).toBe(TEXT);

  await page.goto(POST);
  await sendIt(page);
  expect(await bodyInNewTab(page)).toBe("");
});

test("restores a reply under its comment after a reload", async () => {
  const page = await visit(POST);
  const link = page.locator("#responses .reply-link").first();
  await link.click();
  await typeReply(page, TEXT);
  await page.reload();
  await link.click();
  expect(await replyField(page, "body").inputValue()).toBe(TEXT);
});

test("removes a text begun for the post and posted under a comment", async () => {
  const page = await visit(POST);
  await typeReply(page, `${TEXT} On reflection, to you.`);
  await page.locator("#responses .reply-link").first().click();
  await sendIt(page);
  expect(await replyField(page, "body").inputValue()).toBe("");
  expect(await bodyInNewTab(page)).toBe("");
});

const note = (page: Page) => page.locator(".draft-note");

test("shows the date of a restored text, discards it, and undoes that", async () => {
  const page = await visit(POST);
  expect(await note(page).isVisible()).toBe(false);
  await typeReply(page, TEXT);
  expect(await note(page).innerText()).toBe("Saved on this device for 7 days · Discard");
  await page.reload();
  const today = await page.evaluate(() =>
    new Date().toLocaleDateString(document.documentElement.lang, { day: "numeric", month: "long" }),
  );
  expect((await note(page).innerText()).replaceAll("\u00a0", " ")).toBe(
    `Your unsent reply from ${today} · Discard`,
  );

  await page.getByRole("button", { name: "Discard" }).click();
  expect(await note(page).innerText()).toBe("Your reply was discarded · Undo");
  expect(await replyField(page, "body").inputValue()).toBe("");
  expect(await bodyInNewTab(page)).toBe("");
  await page.getByRole("button", { name: "Undo" }).click();
  expect(await replyField(page, "body").inputValue()).toBe(TEXT);
  expect(await bodyInNewTab(page)).toBe(TEXT);

  await page.getByRole("button", { name: "Discard" }).click();
  await page.reload();
  expect(await note(page).isVisible()).toBe(false);
});

test("removes a text after seven days on any page of the site", async () => {
  const page = await visit(POST);
  await typeReply(page, TEXT);
  const age = (days: number) =>
    page.evaluate(
      (ms) => {
        const [key = ""] = Object.keys(localStorage).filter((name) => name.startsWith("draft "));
        const draft = JSON.parse(localStorage.getItem(key) ?? "{}");
        localStorage.setItem(key, JSON.stringify({ ...draft, at: draft.at - ms }));
      },
      days * 24 * 60 * 60 * 1000,
    );
  await age(6);
  await page.goto("/tags");
  expect(await bodyInNewTab(page)).toBe(TEXT);
  await age(1);
  await page.goto("/tags");
  expect(
    await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("draft "))),
  ).toEqual([]);
});

test("restores and dates a text of an older version without a date", async () => {
  const page = await visit(POST);
  const key = await page.evaluate((path) => `draft ${location.origin}${path}/respond `, POST);
  await page.evaluate(([name = "", text = ""]) => localStorage.setItem(name, text), [key, TEXT]);
  await page.reload();
  expect(await replyField(page, "body").inputValue()).toBe(TEXT);
  expect(await page.evaluate((name) => localStorage.getItem(name), key)).toContain('"at":');
});

test("removes all texts from the device at sign-out, also from the page before it", async () => {
  const member = await createMember(servedSite().services.db, "drafting");
  const page = await visit(POST, signedInAs(member));
  await typeReply(page, TEXT);
  await signOut(page);
  await page.waitForURL((url) => url.pathname === "/");
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
  await page.goBack();
  expect(await replyField(page, "body").inputValue()).toBe("");
});

test("shows a member's text to nobody else, and keeps it for them", async () => {
  const [one, other] = await Promise.all(
    ["begun-by", "looking"].map((handle) => createMember(servedSite().services.db, handle)),
  );
  if (!one || !other) throw new Error("nobody");
  const page = await visit(POST, signedInAs(one));
  await typeReply(page, TEXT);
  const session = (cookie: string) => ({
    name: "session",
    value: cookie.split("=")[1] ?? "",
    url: page.url(),
  });
  await page.context().clearCookies();
  expect(await bodyInNewTab(page)).toBe("");
  await page.context().addCookies([session(other.cookie)]);
  expect(await bodyInNewTab(page)).toBe("");
  await page.context().addCookies([session(one.cookie)]);
  expect(await bodyInNewTab(page)).toBe(TEXT);
});

const unsent = (page: Page) => page.locator(".unsent-reply");
/** The last comment with a reply link: deep in the thread and far from the form. */
const deepComment = (page: Page) => page.locator("#responses article:has(.reply-link)").last();

/** Begins a reply to the deep comment and reloads the page. */
async function beginDeepReply(page: Page) {
  await deepComment(page).locator(".reply-link").click();
  await typeReply(page, TEXT);
  await page.reload();
}

test("announces an unsent reply at its comment, and continues it there", async () => {
  const page = await visit(POST);
  expect(await unsent(page).count()).toBe(0);
  await beginDeepReply(page);
  const line = deepComment(page).locator(".unsent-reply");
  expect(await line.innerText()).toMatch(/^Your unsent reply from .+ · Continue · Discard$/);
  expect(await unsent(page).count()).toBe(1);

  const name = await deepComment(page).locator("h3").innerText();
  await page.getByRole("button", { name: `Continue your reply to ${name}` }).press("Enter");
  expect(await replyField(page, "body").inputValue()).toBe(TEXT);
  expect(await replyField(page, "body").evaluate((text) => text === document.activeElement)).toBe(true);
  // The form shows the notice now.
  expect(await unsent(page).count()).toBe(0);

  // The draft belongs to the comment and stays there.
  await page.keyboard.press("Escape");
  expect(await replyField(page, "body").inputValue()).toBe("");
  expect(await page.locator("form .draft-note").isVisible()).toBe(false);
  expect(await line.isVisible()).toBe(true);
  await page.locator("#responses .reply-link").first().click();
  expect(await replyField(page, "body").inputValue()).toBe("");
  expect(await line.isVisible()).toBe(true);
});

test("discards and restores an unsent reply without opening it", async () => {
  const page = await visit(POST);
  await beginDeepReply(page);
  const line = deepComment(page).locator(".unsent-reply");
  await line.getByRole("button", { name: /^Discard/ }).click();
  expect(await line.innerText()).toBe("Your reply was discarded · Undo");
  await page.keyboard.press("Enter");
  expect(await line.innerText()).toMatch(/· Continue · Discard$/);
  await page.reload();
  expect(await line.isVisible()).toBe(true);

  await line.getByRole("button", { name: /^Discard/ }).click();
  await page.reload();
  expect(await unsent(page).count()).toBe(0);
  await deepComment(page).locator(".reply-link").click();
  expect(await replyField(page, "body").inputValue()).toBe("");
});

test("announces no posted reply and none of another person", async () => {
  const member = await createMember(servedSite().services.db, "begins-deep");
  const page = await visit(POST, signedInAs(member));
  await beginDeepReply(page);
  expect(await unsent(page).count()).toBe(1);
  const guest = await page.context().newPage();
  await page.context().clearCookies();
  await guest.goto(POST);
  expect(await unsent(guest).count()).toBe(0);

  const mine = await visit(POST);
  await beginDeepReply(mine);
  await deepComment(mine)
    .getByRole("button", { name: /^Continue/ })
    .click();
  await sendIt(mine);
  expect(await unsent(mine).count()).toBe(0);
  expect(await bodyInNewTab(mine)).toBe("");
});

/** Types on the keyboard, because the script listens to key events. */
async function typeReply(page: Page, text: string) {
  await replyField(page, "body").focus();
  await page.keyboard.type(text);
}

async function sendIt(page: Page) {
  await fillReply(page, { name: ADA.name, email: ADA.email });
  await untilRead(page);
  await sendReply(page);
  await page.waitForURL(`**${POST}*#comment-*`);
}

/** A new tab has the stored text only, and not the browser's own memory of the form. */
async function bodyInNewTab(page: Page): Promise<string> {
  const tab = await page.context().newPage();
  await tab.goto(POST);
  return replyField(tab, "body").inputValue();
}
