// Writing in the editor with a script. Every visit fails if it violates the content security policy.

import { expect, onTestFinished, test } from "vitest";
import { findFaults } from "./axe";
import { tabTo, tabToField } from "./by-keys";
import { listDrafts, openEditor, SAVED, textOf, untilTold, write } from "./editor-visits";
import { openSampleSite, servedSite } from "./sample-site";

openSampleSite();

test("saves list marks and double spaces as they were typed, and gives the draft its address", async () => {
  const { page, writer } = await openEditor(servedSite(), "spaces");
  await page.getByLabel("Title").fill("On  a train");
  await page.getByLabel("Title").press("Enter");
  await page.keyboard.type("- z  and  two spaces\n\n  indented");
  await untilTold(page, SAVED);
  const drafts = await listDrafts(servedSite(), writer);
  expect(drafts).toMatchObject([{ title: "On  a train", source: "- z  and  two spaces\n\n  indented" }]);
  expect(new URL(page.url()).pathname).toBe(`/write/${drafts[0]?.id}`);
});

test("saves ten seconds after the first key when somebody types without a rest", async () => {
  const { page, writer } = await openEditor(servedSite(), "without-rest");
  await textOf(page).click();
  await page.clock.pauseAt(Date.now() + 60_000);
  onTestFinished(() => page.clock.resume());
  for (let second = 0; second < 9; second++) {
    await page.keyboard.type("word ");
    await page.clock.runFor(1_000);
  }
  expect(await listDrafts(servedSite(), writer)).toEqual([]);
  await page.keyboard.type("word ");
  await page.clock.runFor(1_000);
  await expect.poll(async () => (await listDrafts(servedSite(), writer))[0]?.source).toBe("word ".repeat(10));
});

test("makes one draft of a double click", async () => {
  const { page, writer } = await openEditor(servedSite(), "twice");
  await write(page, "Pressed twice.");
  const loaded = page.waitForEvent("load");
  await page.getByRole("button", { name: "Save draft" }).dblclick();
  await loaded;
  expect(await textOf(page).innerText()).toBe("Pressed twice.");
  expect(await listDrafts(servedSite(), writer)).toMatchObject([{ source: "Pressed twice." }]);
});

test("saves nothing from a tab in which nobody types, and keeps both texts of two tabs in which somebody does", async () => {
  const { page, writer } = await openEditor(servedSite(), "two-tabs");
  await write(page, "Monday.");
  await untilTold(page, SAVED);
  const [left, second] = [await page.context().newPage(), await page.context().newPage()];
  const sent: string[] = [];
  left.on("request", (request) => request.method() === "POST" && sent.push(request.url()));
  for (const tab of [left, second]) await tab.goto(page.url());

  await write(page, " A week of work.");
  await untilTold(page, /^Saved/);
  await expectText(page, "Monday. A week of work.");
  await left.bringToFront();
  await left.close();
  expect(sent).toEqual([]);

  await write(second, " Another ending.");
  await untilTold(second, /as a copy.*both texts are kept/);
  expect(await second.getByRole("link", { name: "Compare them" }).getAttribute("href")).toMatch(/copies$/);
  const [draft] = await listDrafts(servedSite(), writer);
  const copies = await servedSite().services.db.draftCopy.findMany({ where: { draftId: draft?.id ?? 0 } });
  expect(draft?.source).toBe("Monday. A week of work.");
  expect(copies.map(({ source }) => source)).toEqual(["Monday. Another ending."]);
  // Typing goes on in the copy.
  await write(second, " More.");
  await untilTold(second, /^Not saved yet/);
  await untilTold(second, /as a copy/);
  expect((await listDrafts(servedSite(), writer))[0]?.source).toBe("Monday. A week of work.");

  /** The status says "Saved" also before the last words are. */
  async function expectText(tab: typeof page, text: string) {
    await expect.poll(async () => (await listDrafts(servedSite(), writer))[0]?.source).toBe(text);
    expect(await textOf(tab).innerText()).toBe(text);
  }
});

test("remembers the plain text area", async () => {
  const { page, writer } = await openEditor(servedSite(), "plain");
  await page.getByRole("button", { name: "Plain text" }).click();
  await page.reload();
  expect(await page.locator("textarea[name=body]").isVisible()).toBe(true);
  await write(page, "- z  plain");
  await untilTold(page, SAVED);
  expect(await listDrafts(servedSite(), writer)).toMatchObject([{ source: "- z  plain" }]);
  await page.getByRole("button", { name: "Plain text" }).click();
  expect(await page.locator("textarea[name=body]").isVisible()).toBe(false);
  expect(await textOf(page).innerText()).toBe("- z  plain");
});

test("is used by keyboard alone: formats, arrows in the toolbar, and Tab out of the text", async () => {
  const { page, writer } = await openEditor(servedSite(), "by-keys");
  await tabTo(page, "H");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowRight");
  expect(await page.evaluate(() => document.activeElement?.ariaLabel)).toBe("Heading");
  await page.keyboard.press("Tab");
  await page.keyboard.type("A word");
  await page.keyboard.press("Shift+Control+ArrowLeft");
  await page.keyboard.press("ControlOrMeta+b");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Plain text");
  await page.keyboard.press("ControlOrMeta+s");
  await untilTold(page, SAVED);
  expect(await listDrafts(servedSite(), writer)).toMatchObject([{ source: "A **word**" }]);

  // Without the formats, the toolbar keeps a place for Tab.
  await page.getByRole("button", { name: "Plain text" }).click();
  await tabTo(page, "Picture");
});

test("formats lines by key, and leaves an empty line after a list, so that the next paragraph isn't part of it", async () => {
  const { page, writer } = await openEditor(servedSite(), "keys-of-formats");
  await textOf(page).click();
  const { keyboard } = page;
  await keyboard.press("ControlOrMeta+Alt+2");
  await keyboard.type("A heading\n\n");
  await keyboard.press("ControlOrMeta+Shift+8");
  await keyboard.type("one\ntwo\n\nAfter it.\n\n");
  await keyboard.press("ControlOrMeta+Shift+9");
  await keyboard.type("quoted\n\n");
  await keyboard.press("ControlOrMeta+Shift+7");
  await keyboard.type("first\nsecond");
  await keyboard.press("ControlOrMeta+Alt+f");
  await keyboard.type("Its source.");
  await untilTold(page, SAVED);
  expect((await listDrafts(servedSite(), writer))[0]?.source).toBe(
    "## A heading\n\n- one\n- two\n\nAfter it.\n\n> quoted\n\n1. first\n2. second[^1]\n\n[^1]: Its source.",
  );
});

test("covers neither the line that is typed nor a field in focus with its buttons, on a telephone", async () => {
  const { page } = await openEditor(servedSite(), "uncovered");
  await page.setViewportSize({ width: 390, height: 700 });
  await write(page, "A line.\n".repeat(40));
  const bar = () => page.locator(".editor-buttons").boundingBox();
  const cursor = await page.locator(".cm-line").last().boundingBox();
  expect((cursor?.y ?? 0) + (cursor?.height ?? 0)).toBeLessThan((await bar())?.y ?? 0);
  for (const name of ["tags", "summary", "series", "part", "slug", "writers"]) {
    await tabToField(page, name);
    const field = await page.locator(`[name="${name}"]`).boundingBox();
    expect((field?.y ?? 0) + (field?.height ?? 0), name).toBeLessThan((await bar())?.y ?? 0);
  }
});

test("shows the preview beside the text as it is typed", async () => {
  const { page } = await openEditor(servedSite(), "preview");
  await page.getByRole("button", { name: "Preview" }).click();
  await write(page, "Some *emphasis* here.");
  const preview = page.getByRole("region", { name: "Preview" });
  await preview.locator("em", { hasText: "emphasis" }).waitFor();
});

test("puts a link to a post in place of what was typed after [[", async () => {
  const { page, writer } = await openEditor(servedSite(), "links");
  await write(page, "See [[not in the room");
  await page.getByRole("option", { name: /room/ }).first().click();
  await untilTold(page, SAVED);
  expect((await listDrafts(servedSite(), writer))[0]?.source).toMatch(
    /^See \[[^\]]+\]\(\/posts\/who-is-not-in-the-room\)$/,
  );
});

test("has no faults for axe, and fits every width", async () => {
  const { page } = await openEditor(servedSite(), "axe");
  await page.getByRole("button", { name: "Preview" }).click();
  await write(page, "## A heading\n\nSome **text**.");
  await untilTold(page, SAVED);
  expect(await findFaults(page)).toEqual([]);
});

test("has its toolbar in one row, its buttons at the form's edge, and help that opens by key beside the text", async () => {
  const { page } = await openEditor(servedSite(), "in-line");
  await page.setViewportSize({ width: 1280, height: 900 });
  const left = async (selector: string) => (await page.locator(selector).first().boundingBox())?.x;
  const tops = await page
    .locator(".editor-toolbar button")
    .evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect().top));
  expect(new Set(tops).size).toBe(1);
  expect(await left(".editor-buttons button")).toBe(await left("form.editor"));
  await tabTo(page, "Formatting help");
  await page.keyboard.press("Enter");
  const help = page.getByRole("table").filter({ hasText: "To get" });
  const [beside, text] = [await help.boundingBox(), await textOf(page).boundingBox()];
  expect(beside?.x).toBeGreaterThan((text?.x ?? 0) + (text?.width ?? 0));
  await page.keyboard.press("Enter");
  expect(await help.isVisible()).toBe(false);
});

test("shows no suggestions of an earlier query when its answer comes late", async () => {
  const { page } = await openEditor(servedSite(), "late");
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route("**/write/names?*q=prof", async (route) => {
    await held;
    await route.continue();
  });
  const tags = page.getByRole("combobox", { name: "Tags" });
  const asked = page.waitForRequest("**/write/names?*q=prof");
  await tags.fill("prof");
  await asked;
  await tags.fill("public");
  await page.getByRole("option", { name: "public libraries" }).waitFor();
  const answered = page.waitForResponse("**/write/names?*q=prof");
  answer();
  await (await answered).finished();
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  const list = page.getByRole("listbox", { name: "Suggestions" }).first();
  expect(await list.getByRole("option").allInnerTexts()).toEqual(["public libraries"]);
});

test("suggests tags and people while they are typed, by keys, and says so to a screen reader", async () => {
  const { page, writer } = await openEditor(servedSite(), "suggested");
  const tags = page.getByRole("combobox", { name: "Tags" });
  await tags.fill("my own, profess");
  await tags.press("End");
  const list = page.getByRole("listbox", { name: "Suggestions" }).first();
  await list.waitFor();
  expect(await tags.getAttribute("aria-expanded")).toBe("true");
  await tags.press("ArrowDown");
  const active = await tags.getAttribute("aria-activedescendant");
  expect(await page.locator(`#${active}`).getAttribute("aria-selected")).toBe("true");
  // Enter takes the suggestion, and doesn't send the form.
  await tags.press("Enter");
  expect(await tags.inputValue()).toBe("my own, the profession, ");
  expect(await list.isVisible()).toBe(false);

  // What the field has already, in whatever case, isn't suggested again.
  await tags.fill("The Profession, p");
  await tags.press("End");
  await list.getByRole("option", { name: "public libraries" }).waitFor();
  expect(await list.getByRole("option").allInnerTexts()).not.toContain("the profession");
  await tags.fill("my own, the profession, ");

  const writers = page.getByRole("combobox", { name: "Written by" });
  await writers.pressSequentially("@sugg");
  await page.getByRole("option", { name: "suggested" }).click();
  expect(await writers.inputValue()).toBe("suggested, ");
  await untilTold(page, SAVED);
  const [draft] = await listDrafts(servedSite(), writer);
  expect(JSON.parse(draft?.details ?? "")).toMatchObject({ tags: "my own, the profession, " });
});
