// What a working copy changes of its post.

import { expect, test } from "vitest";
import { editPost } from "~/flows/publishing/publish-post.server";
import { buildSave, createDraft } from "../../../factories/drafts";
import { createMember } from "../../../factories/people";
import { buildPost, createPost, NOW } from "../../../factories/posts";
import { openTestSite } from "../../../factories/site";
import { Visitor } from "../../../factories/visitor";

/** A post by a contributor with changes, which its address gives. */
async function openWithChanges() {
  const site = await openTestSite();
  const { services } = site;
  const kim = await createMember(services.db, "kim", { role: "contributor", name: "Kim" });
  const post = buildPost({ slug: "rooms", title: "Rooms", source: "A quiet room.", writers: ["kim"] });
  const postId = await createPost(services, post);
  const contributor = new Visitor(site, kim.cookie);
  const eve = await createMember(services.db, "eve", { role: "editor" });
  const fields = {
    title: "Rooms",
    slug: "rooms",
    writers: "kim",
    body: "A loud room.",
    version: "0",
    based: "1",
  };
  const form = { ...fields, form: buildSave().form, post: String(postId) };
  const { location } = await contributor.post("/write", form);
  return {
    site,
    post,
    postId,
    contributor,
    editor: new Visitor(site, eve.cookie),
    draft: location ?? "",
    form,
  };
}

test("an editor sees what a change that was handed in changes, from the editor and before publishing", async () => {
  const { contributor, editor, draft, form } = await openWithChanges();
  await contributor.post(`${draft}/submit`, { ...form, version: "1" });
  for (const page of [draft, `${draft}/publish`])
    expect((await editor.get(page)).html).toContain(`<a href="${draft}/changes">What changed</a>`);
  const { html } = await editor.get(`${draft}/changes`);
  expect(html).toMatch(/<del>.*quiet.*<\/del><ins>.*loud.*<\/ins>room\./);
  expect(html).not.toContain("Address");
  expect(html).toContain("<bdi>Kim</bdi>");
});

test("shows the address that an empty one becomes", async () => {
  const { contributor, draft, form } = await openWithChanges();
  await contributor.post(draft, { ...form, title: "Halls", slug: "", version: "1" });
  const { html } = await contributor.get(`${draft}/changes`);
  expect(html).toMatch(/<dt>Address<\/dt><dd[^>]*><del>.*rooms.*<\/del><ins>.*halls.*<\/ins>/);
});

test("a change that was begun from an older version replaces the newer one only if its editor says so", async () => {
  const { site, post, postId, editor, draft } = await openWithChanges();
  await editPost(
    site.services,
    postId,
    { ...post, source: "Imported since." },
    new Date(NOW.getTime() + 3600_000),
  );
  expect((await editor.get(`${draft}/changes`)).html).toContain(
    "The post was updated after this text was begun.",
  );
  const refused = await editor.post(`${draft}/publish`, { version: "1" });
  expect([refused.status, refused.html.includes("Compare both before you update it")]).toEqual([409, true]);
  expect((await editor.get("/posts/rooms")).html).toContain("Imported since.");
  expect((await editor.post(`${draft}/publish`, { version: "1", overwrite: "yes" })).status).toBe(303);
  expect((await editor.get("/posts/rooms")).html).toContain("A loud room.");
});

test("a draft without a post has no changes to show", async () => {
  const site = await openTestSite();
  const ada = await createMember(site.services.db, "ada", { role: "contributor" });
  const id = await createDraft(site.services.db, ada);
  const { status, html } = await new Visitor(site, ada.cookie).get(`/write/${id}/changes`);
  expect([status, html.includes("Published text not found")]).toEqual([404, true]);
});
