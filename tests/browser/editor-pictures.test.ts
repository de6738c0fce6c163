// Pictures in the editor, with its script.

import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { buildPdf } from "../factories/documents";
import { buildPicture } from "../factories/uploads";
import { findFaults } from "./axe";
import { listDrafts, openEditor, SAVED, textOf, untilTold, write } from "./editor-visits";
import { openSampleSite, servedSite } from "./sample-site";

openSampleSite();

const ADDRESS = "/media/[0-9a-f]{32}/";
const area = (page: Page) => page.locator("textarea[name=body]");
const form = (page: Page, name: string) => page.getByRole("group", { name, exact: true });
/** The text, with addresses shortened to their names. */
const shortText = async (page: Page) => (await area(page).inputValue()).replace(new RegExp(ADDRESS, "g"), "");
const expectText = (page: Page, text: string) => expect.poll(() => shortText(page)).toBe(text);

const jpeg = async (name: string, colour?: string) => ({
  name,
  mimeType: "image/jpeg",
  buffer: await buildPicture(320, 200, colour),
});
type Sent = Awaited<ReturnType<typeof jpeg>>;

async function pick(page: Page, files: Sent[]) {
  const picker = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Picture", exact: true }).click();
  await (await picker).setFiles(files);
}

/** Pastes or drops files into the text, as a browser does. */
const give = (page: Page, how: "paste" | "drop", files: Sent[]) =>
  textOf(page).evaluate(
    (text, [how, files]) => {
      const transfer = new DataTransfer();
      for (const { name, mimeType, base64 } of files) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        transfer.items.add(new File([bytes], name, { type: mimeType }));
      }
      const options = { bubbles: true, cancelable: true, composed: true };
      const box = text.getBoundingClientRect();
      const at = { clientX: box.left + 30, clientY: box.top + 30 };
      return text.dispatchEvent(
        how === "paste"
          ? new ClipboardEvent("paste", { ...options, clipboardData: transfer })
          : new DragEvent("drop", { ...options, ...at, dataTransfer: transfer }),
      );
    },
    [how, files.map(({ buffer, ...file }) => ({ ...file, base64: buffer.toString("base64") }))] as const,
  );

/** Holds uploads back. Returns what lets that of one file go on. */
async function holdUploads(page: Page) {
  const held = new Map<string, () => void>();
  await page.route("**/write/media", async (route) => {
    const [, name = ""] =
      /filename="([^"]*)"/.exec(route.request().postDataBuffer()?.toString("latin1") ?? "") ?? [];
    await new Promise<void>((resolve) => held.set(name, resolve));
    await route.continue();
  });
  return {
    count: () => held.size,
    async release(name: string) {
      await expect.poll(() => [...held.keys()]).toContain(name);
      held.get(name)?.();
    },
  };
}

test("a picked picture stands after its paragraph, and what is filled in below the text becomes its Markdown", async () => {
  const { page, writer } = await openEditor(servedSite(), "picks");
  await write(page, "First.");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Last.");
  await page.keyboard.press("ControlOrMeta+Home");
  const uploads = await holdUploads(page);
  await pick(page, [await jpeg("Reading Room.jpg")]);
  const room = form(page, "Reading Room.jpg");
  await expect.poll(() => room.getByLabel("Alternative text").evaluate(isFocused)).toBe(true);
  // What is saved in the meantime has nothing of a picture that may never arrive.
  await write(page, " More.");
  await page.locator(".cm-coming", { hasText: "Reading Room.jpg" }).waitFor();
  await untilTold(page, SAVED);
  expect((await listDrafts(servedSite(), writer)).map(({ source }) => source)).toEqual([
    "First.\n\nLast. More.",
  ]);
  await page.getByRole("button", { name: "Save draft" }).click();
  await page.getByText("A picture is still being uploaded.").waitFor();
  await uploads.release("Reading Room.jpg");
  await expectText(page, "![](reading-room.jpg)\n\nFirst.\n\nLast. More.");
  await expect.poll(() => page.locator(".cm-coming").count()).toBe(0);
  await expect.poll(() => room.locator("img").evaluate(isLoaded)).toBe(true);
  expect(await findFaults(page)).toEqual([]);
  await room.getByLabel("Alternative text").fill("Four people [with] cups");
  await room.getByLabel("Caption").fill('The “long” "table"');
  await page.keyboard.press("Enter");
  await expectText(
    page,
    '![Four people \\[with\\] cups](reading-room.jpg "The “long” \\"table\\"")\n\nFirst.\n\nLast. More.',
  );
  expect(await room.count()).toBe(0);
  // The focus is in the text again, after the picture.
  await page.keyboard.type("!");
  expect(await shortText(page)).toContain('table\\"")!\n\nFirst.');
  await page.keyboard.press("Backspace");
  await untilTold(page, SAVED);
  const { db } = servedSite().services;
  await expect
    .poll(() => db.media.findMany({ where: { ownerId: writer.id }, select: { alt: true } }))
    .toEqual([{ alt: "Four people [with] cups" }]);
  await page.getByRole("button", { name: "Preview" }).click();
  const shown = page.getByRole("region", { name: "Preview" });
  await shown.getByAltText("Four people [with] cups").waitFor();
  expect(await shown.locator("figcaption").textContent()).toContain("long");
});

const isFocused = (element: Element) => element.ownerDocument.activeElement === element;
const isLoaded = (image: Element) => (image as HTMLImageElement).naturalWidth > 0;

test("pictures dropped together keep their order, two uploaded at once, and a cancelled one doesn't come", async () => {
  const { page } = await openEditor(servedSite(), "drops");
  await write(page, "Text.");
  // What is typed next is undone by itself.
  await page.keyboard.press("Home");
  await page.keyboard.press("End");
  const uploads = await holdUploads(page);
  await give(page, "drop", [
    await jpeg("one.jpg", "#111111"),
    await jpeg("two.jpg", "#222222"),
    await jpeg("three.jpg", "#333333"),
    await jpeg("four.jpg", "#444444"),
  ]);
  await page.getByText("Uploading 4 pictures.").waitFor();
  // The writer's hands stay where they were.
  await page.keyboard.type(" On.");
  await page.keyboard.press("ControlOrMeta+z");
  expect(await page.locator(".cm-coming").count()).toBe(4);
  await page.keyboard.press("ControlOrMeta+y");
  await uploads.release("two.jpg");
  await form(page, "three.jpg")
    .getByText("Uploading, 0 %")
    .or(form(page, "three.jpg").getByText("Preparing"))
    .waitFor();
  await expect.poll(() => uploads.count()).toBe(3);
  await expectText(page, "Text. On.\n\n![](two.jpg)");
  await form(page, "three.jpg").getByRole("button", { name: "Cancel" }).click();
  await uploads.release("one.jpg");
  await expectText(page, "Text. On.\n\n![](one.jpg)\n\n![](two.jpg)");
  // What came last is what is undone below.
  await uploads.release("four.jpg");
  await expectText(page, "Text. On.\n\n![](one.jpg)\n\n![](two.jpg)\n\n![](four.jpg)");
  await form(page, "two.jpg").getByLabel("It is only a decoration").check();
  await form(page, "two.jpg").getByRole("button", { name: "Done" }).click();
  const { db } = servedSite().services;
  await expect.poll(() => db.media.count({ where: { name: "two.jpg", decorative: true } })).toBe(1);
  await textOf(page).press("ControlOrMeta+z");
  await expectText(page, "Text. On.\n\n![](one.jpg)\n\n![](two.jpg)");
});

test("a pasted screenshot stands where it was pasted, what is typed on comes after it, and plain text has pictures too", async () => {
  const { page } = await openEditor(servedSite(), "pastes");
  await textOf(page).click();
  const uploads = await holdUploads(page);
  await give(page, "paste", [await jpeg("image.png")]);
  await page.keyboard.type("After it.");
  await uploads.release("image.png");
  await expectText(page, "![](image.jpg)\n\nAfter it.");
  await page.getByRole("button", { name: "Plain text" }).click();
  await area(page).press("ControlOrMeta+End");
  await pick(page, [await jpeg("plain.jpg", "#00aa00")]);
  await area(page).press("ControlOrMeta+Home");
  await page.keyboard.type("Before. ");
  await uploads.release("plain.jpg");
  await expectText(page, "Before. ![](image.jpg)\n\nAfter it.\n\n![](plain.jpg)");
});

test("says what to do about a file that isn't accepted, is too large, or doesn't arrive, and tries again", async () => {
  const { page } = await openEditor(servedSite(), "refused", { mayBreak: true });
  await write(page, "Kept.");
  await pick(page, [
    { ...(await jpeg("photo.heic")), buffer: Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic") },
  ]);
  await page.getByText("photo.heic wasn’t added. This is a HEIC photograph").waitFor();
  await form(page, "photo.heic").getByRole("button", { name: "Don’t add it" }).click();
  expect(await form(page, "photo.heic").count()).toBe(0);
  await page.evaluate(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(40 * 1024 * 1024)], "huge.jpg"));
    const options = { bubbles: true, cancelable: true };
    document.body.dispatchEvent(new DragEvent("drop", { ...options, dataTransfer: transfer }));
  });
  await page
    .getByText("Choose a smaller file than huge.jpg: it has 40 MB, and 32 MB are the limit.")
    .waitFor();
  await page.route("**/write/media", (route) => route.abort());
  await pick(page, [await jpeg("later.jpg", "#0000aa")]);
  const later = form(page, "later.jpg");
  await later.getByText("No connection. Try again when there is one.").waitFor();
  await later.getByLabel("Alternative text").fill("Filled in before");
  await expectText(page, "Kept.");
  await page.unroute("**/write/media");
  await page.context().clearCookies();
  await later.getByRole("button", { name: "Try again" }).click();
  await later.getByText("or you are signed out").waitFor();
  await expectText(page, "Kept.");
});

test("the notice of a picture without alternative text leads to its line, in the editor and in plain text", async () => {
  const { page } = await openEditor(servedSite(), "lines");
  await write(page, "First.");
  await page.keyboard.press("Enter");
  await write(page, "Second.");
  await page.keyboard.press("Enter");
  await write(page, "Third.");
  await untilTold(page, SAVED);
  const address = page.url().split(/[?#]/)[0];
  await page.goto(`${address}?line=2#field-body`);
  await page.keyboard.type("Changed.");
  await expectText(page, "First.\nChanged.\nThird.");
  await untilTold(page, SAVED);
  await page.getByRole("button", { name: "Plain text" }).click();
  await page.goto(`${address}?line=3#field-body`);
  await page.keyboard.type("Last.");
  await expectText(page, "First.\nChanged.\nLast.");
});

test("works with the keyboard alone", async () => {
  const { page } = await openEditor(servedSite(), "keys");
  // Its buttons come with the script.
  await page.locator('button[title="Add a picture or PDF"]').waitFor();
  await write(page, "Text.");
  await page.keyboard.press("Shift+Tab");
  const button = page.locator('button[title="Add a picture or PDF"]');
  // Other buttons may still come, so that the number of steps isn't sure.
  const isReached = () => button.evaluate((element) => element.matches(":focus"));
  const picker = page.waitForEvent("filechooser");
  for (let step = 0; step < 20 && !(await isReached()); step++) await page.keyboard.press("ArrowRight");
  // This answer also says that the page knows that a picker is waited for, before it is opened.
  expect(await isReached()).toBe(true);
  await page.keyboard.press("Enter");
  await (await picker).setFiles([await jpeg("keys.jpg", "#aa00aa")]);
  await expectText(page, "Text.\n\n![](keys.jpg)");
  await page.keyboard.type("By keys");
  await page.keyboard.press("Escape");
  await page.keyboard.type("!");
  await expectText(page, "Text.!\n\n![By keys](keys.jpg)");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.keyboard.type("?");
  await expectText(page, "Text.!\n\n![By keys](keys.jpg)?");
});

test("a dropped PDF becomes a link with its title, and its uploader hears what the file says of itself", async () => {
  const { page } = await openEditor(servedSite(), "documents");
  await write(page, "Read:");
  const buffer = await buildPdf({ title: "Annual report", author: "Ada Bo" });
  await give(page, "drop", [{ name: "report.pdf", mimeType: "application/pdf", buffer }]);
  await page.getByText("author “Ada Bo”").waitFor();
  await expect.poll(() => shortText(page)).toContain("[Annual report](report.pdf)");
  expect(await form(page, "report.pdf").count()).toBe(0);
});

test("has no faults for axe on the page without a script, which adds a picture at the end of the text", async () => {
  const { page } = await openEditor(servedSite(), "uploads", { path: "/media/upload" });
  expect(await findFaults(page)).toEqual([]);
  const { page: plain } = await openEditor(servedSite(), "no-script", { javaScriptEnabled: false });
  await plain.getByLabel("Title").fill("Cups");
  await area(plain).fill("A text.");
  await plain.getByRole("button", { name: "Add a picture" }).click();
  await plain.getByLabel("Picture or PDF").setInputFiles([await jpeg("cups.jpg", "#654321")]);
  await plain.getByLabel("Alternative text").fill("Four cups");
  await plain.getByRole("button", { name: "Add file" }).click();
  await plain.getByText("The picture is added at the end of the text.").waitFor();
  expect((await shortText(plain)).trimEnd()).toBe("A text.\n\n![Four cups](cups.jpg)");
});
