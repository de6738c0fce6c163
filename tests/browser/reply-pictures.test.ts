// Pictures in responses, with a real browser: by picker, paste and drop with the script, and on a page of its own without.

import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { saveSettings } from "~/site/site.server";
import { createMember } from "../factories/people";
import { buildSettings } from "../factories/settings";
import { buildPicture } from "../factories/uploads";
import { findFaults } from "./axe";
import { replyField } from "./reply-form";
import { openSampleSite, servedSite } from "./sample-site";
import { openVisit, signedInAs } from "./visits";

openSampleSite();
beforeAll(() => saveSettings(servedSite().services, buildSettings({ picturesInResponses: "yes" })));

const POST = "/posts/hanging-out-is-the-work";
const form = (page: Page, name: string) => page.getByRole("group", { name, exact: true });
const shortText = async (page: Page) =>
  (await replyField(page, "body").inputValue()).replace(/\/media\/[0-9a-f]{32}\//g, "");
/** Encoding a picture gives way to everything else on a busy machine. */
const PATIENCE = { timeout: 20_000 };
const expectText = (page: Page, text: string) => expect.poll(() => shortText(page), PATIENCE).toBe(text);

const jpeg = async (name: string, colour?: string) => ({
  name,
  mimeType: "image/jpeg",
  buffer: await buildPicture(640, 400, colour),
});
type Sent = Awaited<ReturnType<typeof jpeg>>;

async function openPost(handle: string, { javaScriptEnabled = true } = {}) {
  const member = await createMember(servedSite().services.db, handle);
  const options = { ...signedInAs(member), javaScriptEnabled };
  return openVisit(servedSite(), POST, options);
}

async function pick(page: Page, files: Sent[]) {
  const button = page.getByRole("button", { name: "Add a picture" });
  const picker = page.waitForEvent("filechooser");
  // This answer also says that the page knows that a picker is waited for, before it is opened.
  expect(await button.isVisible()).toBe(true);
  await button.press("Enter");
  await (await picker).setFiles(files);
}

/** Pastes or drops files at the text, as a browser does. */
const give = (page: Page, how: "paste" | "drop", files: Sent[], words = "") =>
  replyField(page, "body").evaluate(
    (text, [how, files, words]) => {
      const transfer = new DataTransfer();
      if (words) transfer.setData("text/plain", words);
      for (const { name, mimeType, base64 } of files) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        transfer.items.add(new File([bytes], name, { type: mimeType }));
      }
      const options = { bubbles: true, cancelable: true };
      return text.dispatchEvent(
        how === "paste"
          ? new ClipboardEvent("paste", { ...options, clipboardData: transfer })
          : new DragEvent("drop", { ...options, dataTransfer: transfer }),
      );
    },
    [
      how,
      files.map(({ buffer, ...file }) => ({ ...file, base64: buffer.toString("base64") })),
      words,
    ] as const,
  );

test("a picture is chosen by keys, described below the text, posted, and seen by all", async () => {
  const page = await openPost("picks");
  await replyField(page, "body").fill("As we did it:");
  await pick(page, [await jpeg("Reading Room.jpg", "#7a9e87")]);
  const room = form(page, "Reading Room.jpg");
  await expectText(page, "As we did it:\n\n![](reading-room.jpg)");
  await room.locator("img").waitFor();
  expect(await findFaults(page)).toEqual([]);
  await room.getByLabel("Alternative text").fill("Four people at a table");
  await page.keyboard.press("Enter");
  await expectText(page, "As we did it:\n\n![Four people at a table](reading-room.jpg)");
  expect(await room.count()).toBe(0);
  expect(await replyField(page, "body").evaluate((area) => area === document.activeElement)).toBe(true);
  await page.getByRole("button", { name: "Post reply" }).click();
  const picture = page.locator(".response").getByAltText("Four people at a table");
  await picture.scrollIntoViewIfNeeded();
  await expect
    .poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth > 0))
    .toBe(true);
  expect(await findFaults(page)).toEqual([]);
  // The page with a file field, as the button opens it without the script.
  await page.locator(".reply-form").evaluate((form: HTMLFormElement) => {
    form.action = `${form.action}/picture`;
    form.submit();
  });
  await page.getByLabel("Picture", { exact: true }).waitFor();
  expect(await findFaults(page)).toEqual([]);
  await page.goBack();
  const reader = await openVisit(servedSite(), page.url().replace(/[?]done=[^#]*/, ""), {});
  await reader.getByAltText("Four people at a table").waitFor();
  expect(await reader.getByRole("button", { name: "Add a picture" }).count()).toBe(0);
});

test("pictures are pasted and dropped, four at most, and none is lost when the form moves to a comment", async () => {
  const page = await openPost("pastes");
  await replyField(page, "body").fill("Words.");
  await give(page, "paste", [await jpeg("one.jpg", "#111111")]);
  await expectText(page, "Words.\n\n![](one.jpg)");
  // Office programs put a picture of the words beside the words.
  await give(page, "paste", [await jpeg("words.jpg", "#121212")], "The words");
  await give(page, "drop", [await jpeg("two.jpg", "#222222"), await jpeg("three.jpg", "#333333")]);
  await expectText(page, "Words.\n\n![](one.jpg)\n\n![](two.jpg)\n\n![](three.jpg)");
  await give(page, "drop", [await jpeg("four.jpg", "#444444"), await jpeg("five.jpg", "#555555")]);
  await page.getByText("Add at most 4 pictures in all. Link to the others.").waitFor();
  await page.locator(".reply-link").first().click();
  await form(page, "two.jpg").getByLabel("Alternative text").fill("The second");
  await page.keyboard.press("Escape");
  // Escape in a picture's form leads back to the text, and leaves the form where it is.
  expect(await page.locator(".thread .reply-form").count()).toBe(1);
  await expectText(page, "Words.\n\n![](one.jpg)\n\n![The second](two.jpg)\n\n![](three.jpg)");
  await page.reload();
  await page.getByRole("button", { name: /^Continue/ }).click();
  await expectText(page, "Words.\n\n![](one.jpg)\n\n![The second](two.jpg)\n\n![](three.jpg)");
});

test("says what to do about a document, and waits with posting until a picture is there", async () => {
  const page = await openPost("refused");
  await replyField(page, "body").fill("Kept.");
  const buffer = Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n");
  await give(page, "drop", [{ name: "plan.pdf", mimeType: "application/pdf", buffer }]);
  await page
    .getByText("plan.pdf wasn’t added. Choose a picture: documents can’t stand in responses.")
    .waitFor();
  await form(page, "plan.pdf").getByRole("button", { name: "Don’t add it" }).click();
  let release = () => {};
  await page.route("**/comments/pictures", async (route) => {
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    await route.continue();
  });
  await pick(page, [await jpeg("slow.jpg", "#0000aa")]);
  await page.getByRole("button", { name: "Post reply" }).click();
  await page.getByText("A picture is still being uploaded.").waitFor();
  release();
  await expectText(page, "Kept.\n\n![](slow.jpg)");
});

test("without a script, a page takes the picture and gives the reply back with it, also when it is edited", async () => {
  const page = await openPost("plain", { javaScriptEnabled: false });
  await replyField(page, "body").fill("Look:");
  await page.getByRole("button", { name: "Add a picture" }).click();
  await page.getByLabel("Picture", { exact: true }).setInputFiles([await jpeg("cups.jpg", "#654321")]);
  await page.getByLabel("Alternative text").fill("Four cups");
  await page.getByRole("button", { name: "Add picture" }).click();
  await page.locator(".preview").getByAltText("Four cups").waitFor();
  await expectText(page, "Look:\n\n![Four cups](cups.jpg)\n");
  await page.getByRole("button", { name: "Post reply" }).click();
  await page.locator(".response").getByAltText("Four cups").waitFor();
  await page
    .locator(".response")
    .filter({ has: page.getByAltText("Four cups") })
    .getByRole("link", { name: "Edit" })
    .click();
  await page.getByRole("button", { name: "Add a picture" }).click();
  await page.getByLabel("Picture", { exact: true }).setInputFiles([await jpeg("spoons.jpg", "#123456")]);
  await page.getByLabel("It is only a decoration").check();
  await page.getByRole("button", { name: "Add picture" }).click();
  expect(await page.getByLabel("Your comment").inputValue()).toMatch(
    /cups\.jpg\)\n\n!\[\]\(\S+spoons\.jpg\)\n$/,
  );
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.locator('.response img[src$="spoons.jpg"]').waitFor();
});
