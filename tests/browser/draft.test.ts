// What is typed and not sent yet stays with its writer. This is the reading script's, so only with JavaScript.

import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { ADA, fillReply, replyField, sendReply, untilRead } from "./reply-form";
import { openSampleSite, visit } from "./sample-site";

openSampleSite();

const POST = "/posts/asking-differently";
const TEXT = "A sentence that took a while to find.";

test("a text survives a reload, and another tab finds it", async () => {
  const page = await visit(POST);
  await typeReply(page, TEXT);
  await page.reload();
  expect(await replyField(page, "body").inputValue()).toBe(TEXT);
  expect(await bodyInNewTab(page)).toBe(TEXT);
});

test("a text that was sent is gone", async () => {
  const page = await visit(POST);
  await typeReply(page, TEXT);
  await sendIt(page);
  expect(await replyField(page, "body").inputValue()).toBe("");
  expect(await bodyInNewTab(page)).toBe("");
});

test("a text that was refused is still there", async () => {
  const page = await visit(POST);
  await typeReply(page, TEXT);
  await untilRead(page);
  await sendReply(page);
  await page.getByRole("alert").waitFor();
  expect(await bodyInNewTab(page)).toBe(TEXT);
});

test("a text that was previewed and not sent survives a look at a comment", async () => {
  const page = await visit(POST);
  await typeReply(page, TEXT);
  const comment = await page.locator("#responses [rel=bookmark]").first().getAttribute("href");
  await page.getByRole("button", { name: "Preview" }).click();
  await page.getByRole("region", { name: "Preview" }).waitFor();
  await page.goto(comment ?? "");
  expect(page.url()).toContain("#comment-");
  expect(await bodyInNewTab(page)).toBe(TEXT);
});

test("a text whose sending failed survives a look at a comment, and goes when it is sent after all", async () => {
  const page = await visit(POST);
  const comment = await page.locator("#responses [rel=bookmark]").first().getAttribute("href");
  await typeReply(page, TEXT);
  await fillReply(page, { name: ADA.name, email: ADA.email });
  await untilRead(page);
  // The answer never comes, and the page stays as it is.
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

test("a reply typed in place is there again after a reload, under the same comment", async () => {
  const page = await visit(POST);
  const link = page.locator("#responses .reply-link").first();
  await link.click();
  await typeReply(page, TEXT);
  await page.reload();
  await link.click();
  expect(await replyField(page, "body").inputValue()).toBe(TEXT);
});

test("a text begun for the post and sent as a reply to a comment is gone", async () => {
  const page = await visit(POST);
  await typeReply(page, `${TEXT} On reflection, to you.`);
  await page.locator("#responses .reply-link").first().click();
  await sendIt(page);
  expect(await replyField(page, "body").inputValue()).toBe("");
  expect(await bodyInNewTab(page)).toBe("");
});

/** By keys, since it is keys that the draft follows. */
async function typeReply(page: Page, text: string) {
  await replyField(page, "body").focus();
  await page.keyboard.type(text);
}

async function sendIt(page: Page) {
  await fillReply(page, { name: ADA.name, email: ADA.email });
  await untilRead(page);
  await sendReply(page);
  await page.waitForURL(`**${POST}#comment-*`);
}

/** A new tab has only what was kept, not what the browser remembers of a form. */
async function bodyInNewTab(page: Page): Promise<string> {
  const tab = await page.context().newPage();
  await tab.goto(POST);
  return replyField(tab, "body").inputValue();
}
