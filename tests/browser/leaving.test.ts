// Claims guest comments, deletes a comment, exports data and deletes the account, by keyboard and without
// JavaScript; and checks each page with axe.

import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createMember, PASSWORD, type TestMember } from "../factories/people";
import { createComment, createPost } from "../factories/posts";
import type { TestSite } from "../factories/site";
import { findFaults } from "./axe";
import { openTestSiteForVisits, openVisit, signedInAs } from "./visits";

let site: TestSite;
beforeAll(async () => {
  site = await openTestSiteForVisits();
});
afterAll(() => site?.close());

/** Time for axe on several pages. */
const AXE_TIMEOUT_MS = 180_000;

const visitAs = (member: TestMember, path: string, javaScriptEnabled: boolean) =>
  openVisit(site, path, { ...signedInAs(member), javaScriptEnabled });

/** A thread with a tombstone, a comment and a guest comment of one person. */
async function fillFor(handle: string) {
  const member = await createMember(site.services.db, handle, { name: handle.toUpperCase() });
  const postId = await createPost(site.services, { slug: `for-${handle}`, title: `For ${handle}` });
  const own = await createComment(site.services, postId, { body: "My own words." }, { viewer: member });
  await createComment(site.services, postId, {
    to: own,
    body: "An answer to them.",
    email: "bo@example.org",
  });
  const earlier = await createComment(site.services, postId, {
    body: "Before I joined.",
    email: member.email,
  });
  return { member, own, earlier };
}

test(
  "passes axe on every page of leaving",
  async () => {
    const { member, own } = await fillFor("axel");
    // Axe needs JavaScript.
    const page = await visitAs(member, "/", true);
    const faults: string[] = [];
    for (const path of [
      ...["/privacy", "/settings/data", "/settings/data/leave", "/settings/comments", "/settings?joined"],
      ...[`/comments/${own}/remove`, "/posts/for-axel"],
    ]) {
      await page.goto(path);
      faults.push(...(await findFaults(page)).map((fault) => `${path}: ${fault}`));
    }
    // This page redirects signed-in members.
    const guest = await openVisit(site, "/left");
    await guest.getByRole("heading", { name: "Your account is deleted" }).waitFor();
    faults.push(...(await findFaults(guest)));
    await page.goto("/settings/data/leave");
    await page.getByRole("button", { name: "Delete my account" }).click();
    faults.push(...(await findFaults(page)));
    await page.goto(`/comments/${own}/remove`);
    await page.getByRole("button", { name: "Delete comment" }).click();
    await page.waitForURL(`**/posts/for-axel*#comment-${own}`);
    faults.push(...(await findFaults(page)));
    expect(faults).toEqual([]);
  },
  AXE_TIMEOUT_MS,
);

test("leads from guest comments to the last page by keyboard and without JavaScript", async () => {
  const { member, own, earlier } = await fillFor("iris");
  const page = await visitAs(member, "/settings/data", false);
  const press = async (
    role: "link" | "button" | "checkbox" | "radio",
    name: string | RegExp,
    key = "Enter",
  ) => {
    await page.getByRole(role, { name }).focus();
    await page.keyboard.press(key);
  };
  await press("link", "1 comment");
  await press("checkbox", /^As Ada, on/, "Space");
  await press("button", "Add selected comments");
  await page.getByRole("status").waitFor();
  expect(await page.getByRole("status").innerText()).toBe("1 comment was added to your account.");

  await page.goto("/posts/for-iris");
  await page.locator(`#comment-${own} > article .more > summary`).focus();
  await page.keyboard.press("Enter");
  await press("link", /^Delete your response 1/);
  await press("button", "Delete comment");
  await page.waitForURL(`**/posts/for-iris*#comment-${own}`);
  expect(await page.locator(`#comment-${own} > article`).innerText()).toMatch(
    /^1\.? Deleted by its author\.$/,
  );
  expect(await page.locator(`#comment-${own}`).getByText("An answer to them.").count()).toBe(1);
  expect(await page.locator(`#comment-${earlier} h3`).innerText()).toBe("IRIS");

  await page.goto("/settings/data");
  await page.getByLabel("Current password").fill(PASSWORD);
  const [download] = await Promise.all([page.waitForEvent("download"), press("button", "Export your data")]);
  expect(download.suggestedFilename()).toBe("iris.zip");
  expect((await readFile(await download.path())).includes(`comments/${earlier}.md`)).toBe(true);

  await press("link", "delete your account");
  await press("radio", "Delete my posts and comments", "Space");
  await page.getByLabel("Current password").fill(PASSWORD);
  await press("button", "Delete my account");
  await page.getByRole("heading", { name: "Your account is deleted" }).waitFor();
  expect(await page.getByRole("link", { name: "Sign in" }).count()).toBe(1);
  await page.goto("/posts/for-iris");
  expect(await page.getByText("Before I joined.").count()).toBe(0);
  expect(await page.locator("#responses").innerText()).toMatch(/^1 response/);
});
