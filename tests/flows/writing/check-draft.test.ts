import { expect, test } from "vitest";
import { findDraft } from "~/drafts/draft.server";
import { draftPost } from "~/flows/publishing/publish-post.server";
import { checkDraft } from "~/flows/writing/check-draft.server";
import { MAX_SOURCE_CHARS } from "~/markdown/limits";
import { openDeps } from "../../factories/database";
import { createDraft } from "../../factories/drafts";
import { createMember } from "../../factories/people";
import { buildPost, createPost, NOW } from "../../factories/posts";

async function check(text: Parameters<typeof createDraft>[2]) {
  const deps = await openDeps();
  const ada = await createMember(deps.db, "ada", { role: "author", password: null });
  await createPost(deps, { slug: "target", title: "Target" });
  await draftPost(deps, buildPost({ slug: "hidden", title: "Hidden", writers: ["ken"] }), NOW);
  const draft = await findDraft(deps.db, await createDraft(deps.db, ada, text));
  if (!draft) throw new Error("no draft");
  return checkDraft(deps, draft);
}

test("lists the posts that a draft will ping, and none that nobody can see", async () => {
  const { pings, errors } = await check({ source: "[a](/posts/target) [b](/posts/hidden) [c](/posts/none)" });
  expect([errors, pings.map(({ slug, title }) => [slug, title])]).toEqual([{}, [["target", "Target"]]]);
});

test.each([
  ["a draft with a summary alone", { title: "", source: "", summary: "In short." }, ["body", "title"]],
  ["a title of emoji alone", { title: "🎉🎉" }, ["slug"]],
  ["a text that is too long", { source: "a".repeat(MAX_SOURCE_CHARS + 10) }, ["body"]],
  ["a hundred tags", { tags: Array.from({ length: 100 }, (_, count) => `tag ${count}`).join(",") }, ["tags"]],
  ["a part without a series", { part: "3" }, ["part"]],
  ["an address with spaces", { slug: "not an address" }, ["slug"]],
])("names what is missing in %s", async (_what, text, fields) => {
  const { errors, pings } = await check(text);
  expect([Object.keys(errors).sort(), pings]).toEqual([fields, []]);
});

test("says by how much a text is too long", async () => {
  const { errors } = await check({ source: "a".repeat(MAX_SOURCE_CHARS + 1234) });
  expect(errors.body).toContain("by 1,234 characters");
});
