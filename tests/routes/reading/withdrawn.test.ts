// A post that was withdrawn, and one that comes back.

import { beforeEach, expect, test } from "vitest";
import { findDraftOfPost } from "~/drafts/draft.server";
import { draftPost, editPost } from "~/flows/publishing/publish-post.server";
import { listResponses } from "~/responses/responses.server";
import { buildSave } from "../../factories/drafts";
import { createMember, type TestMember } from "../../factories/people";
import { buildPost, createComment, createPost, NOW } from "../../factories/posts";
import { openTestSite, type TestSite } from "../../factories/site";
import { Visitor } from "../../factories/visitor";

let site: TestSite;
let ken: TestMember;
let writer: Visitor;
let postId: number;
let draft: string;
let commentId: number;

const statusOf = async (address: string) => (await site.get(address)).status;

beforeEach(async () => {
  site = await openTestSite();
  const { services } = site;
  ken = await createMember(services.db, "ken", { role: "author" });
  writer = new Visitor(site, ken.cookie);
  const post = buildPost({ slug: "halls", title: "Halls", source: "A hall." });
  postId = await createPost(services, post);
  await editPost(services, postId, { ...post, slug: "rooms" }, NOW);
  commentId = await createComment(services, postId, { body: "A response." });
  const fields = { title: "Halls", slug: "rooms", writers: "ken", body: "A hall, changed.", version: "0" };
  const begun = { ...fields, based: "1", form: buildSave().form, post: String(postId) };
  draft = (await writer.post("/write", begun)).location ?? "";
  expect((await writer.post(`${draft}/withdraw`)).status).toBe(303);
});

test("answers 410 with a sentence at each of its addresses, and no list has it", async () => {
  for (const address of ["/posts/rooms", "/posts/halls", `/comments/${commentId}`, "/posts/rooms/respond"]) {
    const answer = await site.get(address);
    const html = await answer.text();
    expect([address, answer.status]).toEqual([address, 410]);
    expect(html).toContain("<h1>This post was withdrawn</h1>");
    expect(html).toMatch(/<title>This post was withdrawn · /);
    expect(html).not.toMatch(/A hall|A response/);
  }
  for (const list of ["/", "/people/ken", "/people/ken/feed", "/archive"])
    expect(await (await site.get(list)).text()).not.toContain("/posts/rooms");
});

test("gives back a reply that is sent to it", async () => {
  const answer = await site.post("/posts/rooms/respond", { body: "Half an hour of words.", name: "Ada" });
  expect([answer.status, (await answer.text()).includes("Half an hour of words.")]).toEqual([410, true]);
});

test("keeps a draft that was never published at 404", async () => {
  await draftPost(site.services, buildPost({ slug: "never" }), NOW);
  expect(await statusOf("/posts/never")).toBe(404);
});

test("comes back with its responses and its date", async () => {
  await publish();
  const { html } = await writer.get("/posts/rooms");
  expect(html).toContain("A response.");
  const row = await site.services.db.post.findUniqueOrThrow({ where: { id: postId } });
  expect([row.publishedAt, row.month]).toEqual([NOW, "2026-03"]);
  expect(html).toContain("March 30, 2026");
  expect(await statusOf(`/comments/${commentId}`)).toBe(302);
  const numbers = { id: postId, slug: "rooms", responseNumber: row.responseNumber };
  expect((await listResponses(site.services.db, numbers as never, 1))?.responses).toHaveLength(1);
});

test("an editor may give it another date", async () => {
  const eve = await createMember(site.services.db, "eve", { role: "editor" });
  writer = new Visitor(site, eve.cookie);
  const { version } = (await findDraftOfPost(site.services.db, postId)) ?? { version: 0 };
  const fields = { title: "Halls", slug: "rooms", writers: "ken", body: "A hall.", date: "2019-03-30" };
  await writer.post(draft, { ...fields, form: buildSave().form, version: String(version) });
  await publish();
  const row = await site.services.db.post.findUniqueOrThrow({ where: { id: postId } });
  expect(row.publishedAt?.toISOString().slice(0, 4)).toBe("2019");
});

async function publish() {
  const { version } = (await findDraftOfPost(site.services.db, postId)) ?? { version: 0 };
  const published = await writer.post(`${draft}/publish`, { version: String(version) });
  expect([published.status, published.location]).toEqual([303, expect.stringContaining("/drafts")]);
}
