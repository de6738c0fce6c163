// Pasting and dropping in the editor.

import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openEditor, textOf, write } from "./editor-visits";
import { openSampleSite, servedSite } from "./sample-site";

openSampleSite();

/** Pastes as a browser does: with one entry for each type. */
const paste = (page: Page, data: Record<string, string>) =>
  textOf(page).evaluate((text, data) => {
    const transfer = new DataTransfer();
    for (const [type, value] of Object.entries(data)) transfer.setData(type, value);
    const [bubbles, cancelable] = [true, true];
    text.dispatchEvent(new ClipboardEvent("paste", { bubbles, cancelable, clipboardData: transfer }));
  }, data);

const expectText = (page: Page, text: string) =>
  expect.poll(() => page.locator("textarea[name=body]").inputValue()).toBe(text);

test("pastes rich text as Markdown, which one undo turns into the plain text", async () => {
  const { page } = await openEditor(servedSite(), "rich");
  await write(page, "Before. ");
  await paste(page, {
    "text/plain": "An odd word.",
    "text/html": '<p>An <i>odd</i> word.</p><img src="data:image/png;base64,AAAA" alt="Desk">',
  });
  await expectText(page, "Before. An *odd* word.\n\n(Picture left out: Desk)");
  await page.getByText("Pictures couldn’t be copied along").waitFor();
  await page.keyboard.press("ControlOrMeta+z");
  await expectText(page, "Before. An odd word.");
});

test("formats a pasted text where it stands by then, when its writer types before and after it meanwhile", async () => {
  const { page } = await openEditor(servedSite(), "moved-meanwhile");
  const answer = await holdPaste(page);
  await textOf(page).click();
  await paste(page, { "text/plain": "odd word", "text/html": "<p><i>odd</i> word</p>" });
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.type("An ");
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type(".");
  answer();
  await expectText(page, "An *odd* word.");
});

/** Holds the conversion of pasted texts back. Returns what lets it go on. */
async function holdPaste(page: Page): Promise<() => void> {
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route("**/write/paste", async (route) => {
    await held;
    await route.continue();
  });
  return () => answer();
}

test("leaves a pasted text as its writer has changed it while the server was converting", async () => {
  const { page } = await openEditor(servedSite(), "changed-meanwhile");
  const answer = await holdPaste(page);
  await textOf(page).click();
  const html = { "text/plain": "odd word", "text/html": "<p><i>odd</i> word</p>" };
  await paste(page, html);
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.type("An ");
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.type("X");
  const answered = page.waitForResponse("**/write/paste");
  answer();
  await answered;
  // The next paste is converted after the answer to this one was read.
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type(". ");
  await paste(page, html);
  await expectText(page, "An odd worXd. *odd* word");
});

test("pastes text alone as it is, and an address over a selection as a link", async () => {
  const { page } = await openEditor(servedSite(), "as-it-is");
  await textOf(page).click();
  await paste(page, { "text/plain": "A  *word*", "text/html": "<span>A&nbsp; *word*</span>" });
  await expectText(page, "A  *word*");
  await page.keyboard.press("ControlOrMeta+a");
  await paste(page, { "text/plain": "https://a.example/x_(y)" });
  await expectText(page, "[A  *word*](https://a.example/x_\\(y\\))");
});

test("keeps the text, and what is typed meanwhile, when the server can't convert a paste", async () => {
  const { page } = await openEditor(servedSite(), "not-converted", { mayBreak: true });
  await page.route("**/write/paste", (route) => route.abort());
  await paste(page, { "text/plain": "Kept.", "text/html": "<b>Kept.</b>" });
  await page.getByText("This was pasted as plain text").waitFor();
  await write(page, " On.");
  await expectText(page, "Kept. On.");
});
