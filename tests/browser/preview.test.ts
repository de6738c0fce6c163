import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { ADA, fillReply, readReply, sendReply, untilRead } from "./reply-form";
import { BOTH_WAYS, openSampleSite, servedSite, visit } from "./sample-site";

openSampleSite();

const POST = "/posts/a-form-is-a-door";
/** Timeout of a preview. */
const PREVIEW_MS = 5_000;

test.each(BOTH_WAYS)("shows a preview and keeps every field, %s", async (_way, options) => {
  const page = await visit(POST, options);
  const fields = { ...ADA, body: "I *mean* it.\n\n> Who decides?\n\n- one\n- two" };
  await fillReply(page, fields);
  const preview = await seePreview(page);
  expect(await preview.locator("em").innerText()).toBe("mean");
  expect(await preview.locator("blockquote").innerText()).toBe("Who decides?");
  expect(await preview.getByRole("listitem").allInnerTexts()).toEqual(["one", "two"]);
  expect(await readReply(page)).toEqual(fields);
});

test.each(BOTH_WAYS)("posts a previewed reply under its comment, %s", async (way, options) => {
  const page = await visit(POST, options);
  await page.locator("#responses article .reply-link").first().click();
  await fillReply(page, { ...ADA, body: `Previewed ${way}.` });
  await seePreview(page);
  await untilRead(page);
  await sendReply(page);
  await page.waitForURL(`**${POST}*#comment-*`);
  expect(await page.locator(`${new URL(page.url()).hash} > article .response-line`).innerText()).toContain(
    `in reply to ${await page.locator("#responses article h3").first().innerText()}`,
  );
});

test.each(BOTH_WAYS)("does not send a preview again when going back to it, %s", async (way, options) => {
  const page = await visit(POST, options);
  await fillReply(page, { ...ADA, body: `Back and forth ${way}.` });
  await seePreview(page);
  const before = await countPreviews();
  await page.getByRole("link", { name: "Tags" }).click();
  await page.waitForURL("**/tags");
  await page.goBack();
  await page.getByRole("region", { name: "Preview: not posted yet" }).waitFor({ timeout: PREVIEW_MS });
  expect(await countPreviews()).toBe(before);

  await untilRead(page);
  await sendReply(page);
  await page.waitForURL(`**${POST}*#comment-*`);
  await page.goBack();
  await page.getByRole("region", { name: "Preview: not posted yet" }).waitFor({ timeout: PREVIEW_MS });
  expect(await countPreviews()).toBe(before);
});

/** Number of previews that the site has answered. */
async function countPreviews(): Promise<number> {
  const text = await (await servedSite().get("/metrics")).text();
  const counts = text.split("\n").filter((line) => /_seconds_count\{.*"\/posts\/:slug\/preview"/.test(line));
  expect(counts.length).toBeGreaterThan(0);
  return counts.reduce((sum, line) => sum + Number(line.split(" ").at(-1)), 0);
}

test.each(BOTH_WAYS)("focuses a preview, %s", async (_way, options) => {
  const page = await visit(POST, options);
  await fillReply(page, ADA);
  const preview = await seePreview(page);
  expect(await preview.evaluate((section) => section === document.activeElement)).toBe(true);
});

async function seePreview(page: Page) {
  await page.getByRole("button", { name: "Preview" }).click();
  const preview = page.getByRole("region", { name: "Preview: not posted yet" });
  await preview.waitFor({ timeout: PREVIEW_MS });
  return preview;
}

test("shows a different page for a reply to each comment", async () => {
  const page = await visit(POST, { javaScriptEnabled: false });
  const comments = page.locator("#responses article:not(.pingback)");
  for (const index of [0, 1]) {
    await page.goto(POST);
    const label = await comments.nth(index).getAttribute("aria-label");
    await comments.nth(index).locator(".reply-link").click();
    await page.waitForURL("**/respond?to=*");
    expect(await page.locator(".answered article").getAttribute("aria-label")).toBe(label);
  }
});

test("shows a text with formatting below the field while it is typed, and no longer once it is folded away", async () => {
  const page = await visit(POST);
  const body = page.locator("textarea[name=body]");
  await body.pressSequentially("Plain words.");
  const preview = page.locator(".typed-preview");
  await body.pressSequentially(" I *mean* it.");
  await expect.poll(() => preview.locator("em").allInnerTexts()).toEqual(["mean"]);
  const place = await body.boundingBox();
  await body.press("Control+a");
  await body.pressSequentially("Plain again.");
  await preview.waitFor({ state: "hidden" });
  await body.pressSequentially(" **So.**");
  await expect.poll(() => preview.locator("strong").allInnerTexts()).toEqual(["So."]);
  expect(await body.boundingBox()).toEqual(place);

  await preview.locator("summary").click();
  // The browser tells of it a little later.
  await expect.poll(() => page.evaluate(() => localStorage.getItem("reply-preview-folded"))).toBe("1");
  await page.reload();
  await body.focus();
  await body.pressSequentially(" And **more**.");
  await preview.waitFor();
  expect(await preview.evaluate((element) => (element as HTMLDetailsElement).open)).toBe(false);
  const asked = page.waitForResponse(/\/preview\/text$/);
  await preview.locator("summary").click();
  expect((await asked).status()).toBe(200);
  await expect.poll(() => preview.locator("strong").allInnerTexts()).toEqual(["So.", "more"]);
});
