// A post from its first line to part three of a series, by keyboard alone: on a telephone in the dark scheme, and without JavaScript.

import type { BrowserContextOptions, Page } from "playwright-core";
import { expect, test } from "vitest";
import { publishDueJob } from "~/flows/publishing/publication-job.server";
import { takeJob } from "~/platform/jobs/jobs.server";
import { createMember, PASSWORD } from "../factories/people";
import { buildPost, createPost } from "../factories/posts";
import { findFaultsAsShown } from "./axe";
import { tabTo, tabToField, typeInto } from "./by-keys";
import { openSampleSite, servedSite, visit } from "./sample-site";
import { openVisit, signedInAs } from "./visits";

openSampleSite();

const SERIES = "The long conversation";
const TEXT = `She was heard before, but not met.

## What I heard

- one thing
- another

See [Who is not in the room](/posts/who-is-not-in-the-room).`;

const WAYS: [string, BrowserContextOptions & { javaScriptEnabled: boolean }][] = [
  [
    "on a telephone in the dark scheme",
    { javaScriptEnabled: true, viewport: { width: 390, height: 800 }, colorScheme: "dark" },
  ],
  [
    "without JavaScript",
    { javaScriptEnabled: false, viewport: { width: 1280, height: 900 }, colorScheme: "light" },
  ],
];

test.each(WAYS)(
  "a draft comes out as part three of a series, by keyboard alone, %s",
  async (_way, options) => {
    const { services } = servedSite();
    const hasScript = options.javaScriptEnabled;
    const mark = hasScript ? "dark" : "plain";
    const title = `What the third hour taught me (${mark})`;
    const con = await createMember(services.db, `con-${mark}`, { role: "contributor" });
    const eve = await createMember(services.db, `eve-${mark}`, { role: "editor" });

    const writer = await openVisit(servedSite(), "/", options, { hasClock: true });
    await follow(writer, "Sign in");
    await typeInto(writer, "email", con.email);
    await typeInto(writer, "password", PASSWORD);
    await enter(writer);
    await follow(writer, "Write");
    await (hasScript ? writeWithScript(writer, title) : writePlain(writer, title));
    await follow(writer, "Save draft");
    expect(await services.db.draft.findMany({ where: { ownerId: con.id } })).toMatchObject([
      { title, source: TEXT },
    ]);
    await showPreview(writer, title, hasScript);
    await follow(writer, "Hand in");

    const editor = await visit("/", { ...options, ...signedInAs(eve) });
    await openDraft(editor, title);
    await typeInto(editor, "passage", "was heard before");
    await typeInto(editor, "note", "By whom?");
    await follow(editor, "Add note");
    await follow(editor, "Return…");
    await typeInto(editor, "message", "One question, beside your text.");
    await follow(editor, "Return draft");

    await openDraft(writer, title);
    await follow(writer, "Resolve");
    await toText(writer, hasScript);
    await writer.keyboard.press("ControlOrMeta+Home");
    await writer.keyboard.type("Long ago. ");
    expect(await writer.locator("[name=body]").inputValue()).toMatch(/^Long ago\. She/);
    await follow(writer, "Hand in");

    await follow(editor, "Series");
    await follow(editor, "New series");
    await typeInto(editor, "title", `${SERIES} ${mark}`);
    await follow(editor, "Create series");
    const series = /[^/]+(?=\/edit)/.exec(editor.url())?.[0] ?? "";
    for (const part of [1, 2])
      await createPost(services, buildPost({ slug: `${mark}-${part}`, series, part, writers: ["maren"] }));
    await editor.reload();
    await announce(editor, "announced-0", "4", "In the kitchen");
    await announce(editor, "announced-0", "5", "At the door");

    await openDraft(editor, title);
    await tabToField(editor, "series");
    await editor.keyboard.type(`${SERIES} ${mark}`);
    await typeInto(editor, "part", "3");
    await follow(editor, "Publish…");
    await tabToField(editor, "at");
    // Month, day and year, then the time, as an American browser shows them.
    await editor.keyboard.type("07012027");
    await editor.keyboard.press("ArrowRight");
    await editor.keyboard.type("0800A");
    expect(await editor.locator("[name=at]").inputValue()).toBe("2027-07-01T08:00");
    await follow(editor, "Schedule");
    expect(await editor.getByRole("status").innerText()).toMatch(/will be published on .*2027/);
    await runDue(new Date("2027-07-01T08:00:00Z"));

    const reader = await visit(`/series/${series}`, options);
    await follow(reader, title);
    expect(await reader.locator(".series-top summary").innerText()).toMatch(/^Part 3 of 5/);
    await tabToSummary(reader);
    await reader.keyboard.press("Enter");
    expect(await reader.locator(".series-top").innerText()).toMatch(/In the kitchen.*At the door/s);
    expect(await reader.locator(".post-text").innerText()).toMatch(/^Long ago\. She was heard before/);
  },
);

/** Presses Enter, waits for the next page, and checks it. */
async function enter(page: Page) {
  const loaded = page.waitForEvent("load");
  await page.keyboard.press("Enter");
  await loaded;
  await expectFaultless(page);
}

const expectFaultless = async (page: Page) =>
  expect([page.url(), await findFaultsAsShown(page)]).toEqual([page.url(), []]);

async function follow(page: Page, name: string) {
  await tabTo(page, name);
  await enter(page);
}

/** Opens the draft from the list in the account menu. */
async function openDraft(page: Page, title: string) {
  await page.goto("/drafts");
  await follow(page, title);
}

/** Formats by key, and the link by the picker. */
async function writeWithScript(page: Page, title: string) {
  const { keyboard } = page;
  await typeInto(page, "title", title);
  await keyboard.press("Enter");
  await keyboard.type("She was heard before, but not met.\n\n");
  await keyboard.press("ControlOrMeta+Alt+2");
  await keyboard.type("What I heard\n\n");
  await keyboard.press("ControlOrMeta+Shift+8");
  await keyboard.type("one thing\nanother\n\nSee [[not in the room");
  await page.getByRole("option", { name: "Who is not in the room" }).waitFor();
  await expectFaultless(page);
  await pick(page);
  await keyboard.type(".");
  await typeInto(page, "tags", "professi");
  await page.getByRole("listbox", { name: "Suggestions" }).first().waitFor();
  await keyboard.press("ArrowDown");
  await keyboard.press("Enter");
  expect(await page.locator("[name=tags]").inputValue()).toBe("the profession, ");
}

/** CodeMirror ignores Enter for a moment after suggestions appear, because it may have been meant for the text. */
async function pick(page: Page) {
  await page.clock.runFor(100);
  await page.keyboard.press("Enter");
}

async function writePlain(page: Page, title: string) {
  await typeInto(page, "title", title);
  await typeInto(page, "body", TEXT);
  await typeInto(page, "tags", "the profession");
}

/** In the toolbar, to which Tab leads once and the arrow keys lead on; without a script on a page of its own. */
async function showPreview(page: Page, title: string, hasScript: boolean) {
  if (hasScript) {
    await tabTo(page, "H");
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await page.getByRole("region", { name: "Preview" }).getByRole("heading", { name: title }).waitFor();
    return expectFaultless(page);
  }
  await follow(page, "Preview");
  await page.getByRole("heading", { name: title }).waitFor();
  await follow(page, "Back to editing");
}

/** To the text: after the toolbar, or a field. */
async function toText(page: Page, hasScript: boolean) {
  if (!hasScript) return tabToField(page, "body");
  await tabTo(page, "H");
  await page.keyboard.press("Tab");
}

async function announce(page: Page, row: string, part: string, title: string) {
  await typeInto(page, row, part);
  await typeInto(page, row.replace("announced-", "announced-title-"), title);
  await follow(page, "Save series");
  expect(await page.locator(".form-done").innerText()).toBe("Series saved.");
}

/** Presses Tab until the summary of the series has the focus. */
async function tabToSummary(page: Page) {
  const summary = await page.locator(".series-top summary").textContent();
  await tabTo(page, summary?.trim() ?? "");
}

/** Runs the publications that are due then. */
async function runDue(now: Date) {
  const { services } = servedSite();
  const job = await takeJob(services.db, "publishing", [publishDueJob.kind], now);
  if (!job) throw new Error("nothing is due");
  await publishDueJob.run(services, publishDueJob.payload.parse(JSON.parse(job.payload)), now);
}
