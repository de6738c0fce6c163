// What happens to words that the server doesn't have: with the server stopped, the session ended, the tab closed, and at sign-out.

import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newDatabaseUrl } from "../factories/database";
import { createMember } from "../factories/people";
import { createPost } from "../factories/posts";
import type { TestSite } from "../factories/site";
import { keptOn, listDrafts, openEditor, SAVED, textOf, untilTold, write } from "./editor-visits";
import { signOut } from "./sign-out";
import { openTestSiteForVisits } from "./visits";

let site: TestSite;
let databaseUrl: string;
const start = async () => {
  site = await openTestSiteForVisits({ databaseUrl });
};
beforeAll(async () => {
  databaseUrl = await newDatabaseUrl();
  await start();
});
afterAll(() => site.close());

test("keeps a sentence on the device while the server is stopped, and saves it when that is back", async () => {
  const { page, writer } = await openEditor(site, "train", { mayBreak: true });
  await write(page, "Before the tunnel,");
  await untilTold(page, SAVED);
  await site.close();
  await write(page, " in it,");
  await untilTold(page, /^Kept on this device: no connection/);
  expect(await keptOn(page)).toBe(1);
  // A button doesn't leave the page without its words.
  await page.getByRole("button", { name: "Save draft" }).click();
  await write(page, " and");
  await start();
  await write(page, " after.");
  await untilTold(page, SAVED);
  await expect.poll(() => keptOn(page)).toBe(0);
  expect(await listDrafts(site, writer)).toMatchObject([{ source: "Before the tunnel, in it, and after." }]);
});

test("offers the text of a closed tab with the times of both versions, before either replaces the other", async () => {
  const { page, writer } = await openEditor(site, "closed", { mayBreak: true });
  await write(page, "Saved words.");
  await untilTold(page, SAVED);
  const address = page.url();
  await page.context().route("**/save", (route) => route.abort());
  await write(page, " Words of the device.");
  await untilTold(page, /^Kept on this device/);
  const tab = await page.context().newPage();
  await page.close();
  await tab.context().unroute("**/save");

  await tab.goto(address);
  const offer = tab.getByRole("region", { name: "Text on this device" });
  expect(await offer.innerText()).toMatch(
    /last changed .*\d:\d\d.* may not have been saved\. The one below was saved .*\d:\d\d/,
  );
  expect(await textOf(tab).innerText()).toBe("Saved words.");
  await offer.getByRole("button", { name: "Show the version on this device" }).click();
  expect(await textOf(tab).innerText()).toBe("Saved words. Words of the device.");
  await untilTold(tab, SAVED);
  expect(await listDrafts(site, writer)).toMatchObject([{ source: "Saved words. Words of the device." }]);
  expect(await keptOn(tab)).toBe(0);
  await offer.getByRole("button", { name: "Show the saved version" }).click();
  expect(await textOf(tab).innerText()).toBe("Saved words.");
});

test("offers a text that never reached the server on the next new page, and makes one draft of it", async () => {
  const { page, writer } = await openEditor(site, "never-sent", { mayBreak: true });
  // The server takes it, and its answer is lost.
  await page.route("**/save", async (route) => {
    await route.fetch();
    await route.abort();
  });
  await write(page, "Only here.");
  await untilTold(page, /^Kept on this device/);
  const tab = await page.context().newPage();
  await page.close();
  await tab.goto("/write");
  await tab.getByRole("button", { name: "Continue writing it" }).click();
  await write(tab, " And on.");
  await untilTold(tab, SAVED);
  expect(await listDrafts(site, writer)).toMatchObject([{ source: "Only here. And on." }]);
  expect(await site.services.db.draftCopy.count({ where: { personId: writer.id } })).toBe(0);
});

test("makes no second draft and no conflict of a save whose answer was lost", async () => {
  const { page, writer } = await openEditor(site, "lost-answer", { mayBreak: true });
  let lost = 0;
  await page.route("**/save", async (route) => {
    await route.fetch();
    if (lost++ < 2) await route.abort();
    else await route.continue();
  });
  await write(page, "Once.");
  await untilTold(page, /^Kept on this device/);
  await write(page, " Twice.");
  await untilTold(page, SAVED);
  expect(await listDrafts(site, writer)).toMatchObject([{ source: "Once. Twice." }]);
  expect(await site.services.db.draftCopy.count({ where: { personId: writer.id } })).toBe(0);
});

test("keeps the text when the session has ended, and saves it after signing in on another tab", async () => {
  const { page, writer } = await openEditor(site, "ended");
  await write(page, "Signed in,");
  await untilTold(page, SAVED);
  const [cookie] = await page.context().cookies();
  await page.context().clearCookies();
  await write(page, " and out.");
  await untilTold(page, /^Kept on this device: you are signed out\. Sign in on another tab$/);
  expect(await keptOn(page)).toBe(1);
  if (cookie) await page.context().addCookies([cookie]);
  await page.evaluate(() => dispatchEvent(new Event("focus")));
  await untilTold(page, SAVED);
  expect(await listDrafts(site, writer)).toMatchObject([{ source: "Signed in, and out." }]);
});

test("lists on the page of drafts what only this device has, and opens exactly that", async () => {
  const { page, writer } = await openEditor(site, "lister", { mayBreak: true });
  await page.context().route("**/save", (route) => route.abort());
  for (const words of ["First of two.", "Second of two."]) {
    if (words.startsWith("Second")) await page.goto("/write");
    await page.getByRole("textbox", { name: "Title" }).fill(words.replace(".", ""));
    await write(page, words);
    await untilTold(page, /^Kept on this device/);
  }
  await page.context().unroute("**/save");
  await page.goto("/drafts");
  const list = page.getByRole("region", { name: "Only on this device" });
  expect(await list.getByRole("link").allInnerTexts()).toEqual(["Second of two", "First of two"]);
  expect(await list.innerText()).toMatch(/First of two\s+Last changed \d\d?:\d\d/);
  await list.getByRole("link", { name: "First of two" }).click();
  // Nothing stands in the new form that it would replace.
  expect(await textOf(page).innerText()).toBe("First of two.");
  expect(await page.getByRole("region", { name: "Text on this device" }).count()).toBe(0);
  await untilTold(page, SAVED);
  expect(await listDrafts(site, writer)).toMatchObject([{ source: "First of two." }]);
  await page.goto("/drafts");
  expect(await list.getByRole("link").allInnerTexts()).toEqual(["Second of two"]);
});

test("leads from the page of drafts to changes of a saved draft and of a post, which replace nothing unasked", async () => {
  const { page } = await openEditor(site, "changer", { mayBreak: true });
  await write(page, "Saved.");
  await untilTold(page, SAVED);
  await createPost(site.services, { slug: "changed", source: "Published.", writers: ["changer"] });
  await page.context().route("**/save", (route) => route.abort());
  await write(page, " Unsaved.");
  await untilTold(page, /^Kept on this device/);
  await page.goto("/write?post=changed");
  await write(page, " Unsaved too.");
  await untilTold(page, /^Kept on this device/);
  await page.goto("/drafts");
  const links = page.getByRole("region", { name: "Only on this device" }).getByRole("link");
  for (const [index, text] of ["Published.", "Saved."].entries()) {
    await links.nth(index).click();
    await page.getByRole("region", { name: "Text on this device" }).waitFor();
    expect(await textOf(page).innerText()).toBe(text);
    await page.goBack();
  }
  await page.context().unroute("**/save");
});

test("shows a person's text of this device to nobody else", async () => {
  const { page } = await openEditor(site, "first-person");
  await page.context().clearCookies();
  await write(page, "A private matter.");
  await untilTold(page, /you are signed out/);
  const other = await createMember(site.services.db, "second-person", { role: "author" });
  const [name = "", value = ""] = other.cookie.split("=");
  await page.context().addCookies([{ name, value, url: page.url() }]);
  const tab = await page.context().newPage();
  await tab.goto("/write");
  await textOf(tab).waitFor();
  expect(await tab.getByRole("region", { name: "Text on this device" }).count()).toBe(0);
  await tab.goto("/drafts");
  expect(await tab.locator("[data-on-device]").isHidden()).toBe(true);
  await page.evaluate(() => dispatchEvent(new Event("focus")));
  await untilTold(page, /^Kept on this device: you are signed out/);
  expect(await site.services.db.draft.count({ where: { ownerId: other.id } })).toBe(0);
});

test("saves unsaved text at sign-out, from the editor and from another page", async () => {
  const { page, writer } = await openEditor(site, "leaver", { mayBreak: true });
  await write(page, "Not saved yet.");
  await signOut(page);
  await page.waitForURL((url) => url.pathname === "/");
  expect(await listDrafts(site, writer)).toMatchObject([{ source: "Not saved yet." }]);
  expect(await keptOn(page)).toBe(0);

  const { page: second, writer: another } = await openEditor(site, "leaver-elsewhere", { mayBreak: true });
  await second.route("**/save", (route) => route.abort());
  await write(second, "Only on the device.");
  await untilTold(second, /^Kept on this device/);
  const tab = await second.context().newPage();
  await tab.goto("/tags");
  await signOut(tab);
  await tab.waitForURL((url) => url.pathname === "/");
  expect(await listDrafts(site, another)).toMatchObject([{ source: "Only on the device." }]);
  // The tab that is still open doesn't put it there again.
  await second.unroute("**/save");
  await write(second, " More.");
  await untilTold(second, /^Not saved: you are signed out, and it isn’t kept on this device/);
  expect(await keptOn(second)).toBe(0);
});

test("without JavaScript, restores unsaved words when their writer goes back, but not over a newer version", async () => {
  const { page, writer } = await openEditor(site, "back", { javaScriptEnabled: false });
  const save = async (words: string) => {
    await page.getByLabel("Text", { exact: true }).fill(words);
    await page.getByRole("button", { name: "Save draft" }).click();
    await page.waitForURL(/write\/\d+$/);
  };
  const wordsAfterLeaving = async (meanwhile: () => Promise<unknown>) => {
    await page.goto("/tags");
    await meanwhile();
    await page.goBack();
    return page.getByLabel("Text", { exact: true }).inputValue();
  };
  await save("First.");
  await page.getByLabel("Text", { exact: true }).fill("Unsaved.");
  expect(await wordsAfterLeaving(async () => {})).toBe("Unsaved.");
  const elsewhere = { source: "Saved elsewhere.", version: 2 };
  const where = { id: (await listDrafts(site, writer))[0]?.id ?? 0 };
  expect(await wordsAfterLeaving(() => site.services.db.draft.update({ where, data: elsewhere }))).toBe(
    "Saved elsewhere.",
  );
});

test("asks before it deletes text that couldn't be saved at sign-out", async () => {
  const { page, writer } = await openEditor(site, "asked", { mayBreak: true });
  await page.context().route("**/save", (route) => route.abort());
  await write(page, "Precious.");
  await untilTold(page, /^Kept on this device/);
  const asked = answerNext(page, false);
  await signOut(page);
  expect(await asked).toMatch(/couldn’t be saved and is only on this device\. Sign out and delete it\?/);
  expect(await keptOn(page)).toBe(1);
  expect(await textOf(page).innerText()).toBe("Precious.");

  const askedAgain = answerNext(page, true);
  await page.getByRole("button", { name: "Sign out" }).click();
  await askedAgain;
  await page.waitForURL((url) => url.pathname === "/");
  expect(await keptOn(page)).toBe(0);
  await page.goBack();
  await page.waitForURL(/sign-in/);
  expect(await listDrafts(site, writer)).toEqual([]);
});

/** Answers the next question of the page. Returns the question. */
const answerNext = (page: Page, isYes: boolean) =>
  new Promise<string>((resolve) => {
    page.once("dialog", async (dialog) => {
      await (isYes ? dialog.accept() : dialog.dismiss());
      resolve(dialog.message());
    });
  });
