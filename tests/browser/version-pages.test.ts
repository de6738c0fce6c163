// The pages of versions and of copies: axe, all widths, no script but the reading script.

import { expect, test } from "vitest";
import { editPost } from "~/flows/publishing/publish-post.server";
import { createCopy, createDraft } from "../factories/drafts";
import { createMember } from "../factories/people";
import { buildPost, createPost, NOW } from "../factories/posts";
import { findFaults } from "./axe";
import { testPages } from "./every-page";
import { openSampleSite, servedSite, visit } from "./sample-site";
import { signedInAs } from "./visits";

openSampleSite();

let count = 0;

/** A post with two versions. Returns its address. */
async function createEdited(): Promise<string> {
  const { services } = servedSite();
  const text = "The first paragraph.\n\nA quiet room.\n\nOne.\n\nTwo.\n\nThree.";
  const post = buildPost({ slug: `rooms-${++count}`, source: text, writers: ["maren"] });
  const id = await createPost(services, post);
  const source = text.replace("quiet", "loud").replace("first", "first, long");
  await editPost(services, id, { ...post, source }, new Date(NOW.getTime() + 60 * 60 * 1000));
  return `/posts/${post.slug}`;
}

testPages({
  "the versions of a post": async () => visit(`${await createEdited()}/history`),
  "what a version changed": async () => visit(`${await createEdited()}/history?version=2`),
  "a version of a post": async () => visit(`${await createEdited()}?version=1`),
  "a post that was edited": async () => visit(await createEdited()),
  "a version that doesn’t exist": async () => visit(`${await createEdited()}?version=9`),
});

const asEditor = async (path: string) => {
  const editor = await createMember(servedSite().services.db, `editor-${++count}`, { role: "editor" });
  return visit(path, signedInAs(editor));
};

/** A draft with a copy beside it. */
async function createCopies(): Promise<{ path: string; copyId: number }> {
  const { db } = servedSite().services;
  const writer = await createMember(db, `writer-${++count}`, { role: "contributor" });
  const draftId = await createDraft(db, writer, { source: "A quiet room.\n\nThe end." });
  const copyId = await createCopy(db, draftId, writer, { source: "A loud room.\n\nThe end.", tags: "rooms" });
  return { path: `/write/${draftId}/copies`, copyId };
}

const PAGES = {
  "the versions of a post, to an editor": async () => asEditor(`${await createEdited()}/history`),
  "restoring a version": async () => asEditor(`${await createEdited()}/history/1/restore`),
  "removing a version": async () => asEditor(`${await createEdited()}/history/1/remove`),
  "the copies of a draft": async () => asEditor((await createCopies()).path),
  "deleting a copy": async () => {
    const { path, copyId } = await createCopies();
    return asEditor(`${path}/${copyId}/delete`);
  },
};

test.each(Object.entries(PAGES))(
  "passes axe and overflows at no width, light or dark: %s",
  async (_kind, open) => {
    expect(await findFaults(await open())).toEqual([]);
  },
  60_000,
);

test("a screen reader hears what was removed and added, which isn’t copied with the text", async () => {
  const page = await visit(`${await createEdited()}/history?version=2`);
  expect(await page.locator("del").nth(1).textContent()).toMatch(/^ \[removed: quiet ?\] $/);
  expect(await page.locator("ins").nth(1).textContent()).toMatch(/added: /);
  const spoken = page.locator(".comparison .spoken").first();
  expect(await spoken.evaluate((element) => getComputedStyle(element).userSelect)).toBe("none");
  expect(await spoken.evaluate((element) => element.getBoundingClientRect().width)).toBeLessThanOrEqual(1);
});
