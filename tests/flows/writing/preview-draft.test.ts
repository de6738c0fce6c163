import { expect, test } from "vitest";
import { publishPost } from "~/flows/publishing/publish-post.server";
import { previewDraft } from "~/flows/writing/preview-draft.server";
import { findPost } from "~/posts/filed-post.server";
import { upsertSeries } from "~/series/series.server";
import { everyone } from "~/visibility/visibility.server";
import { openDeps } from "../../factories/database";
import { buildText } from "../../factories/drafts";
import { createMember } from "../../factories/people";
import { buildPost, createPerson, NOW } from "../../factories/posts";

async function openDesk() {
  const deps = await openDeps();
  const ada = await createMember(deps.db, "ada", { role: "author", name: "Ada", password: null });
  await createPerson(deps, "ken", "Ken");
  await upsertSeries(deps, { slug: "s", title: "S", intro: "", status: "complete" }, NOW);
  return { deps, ada };
}

async function preview(text: Parameters<typeof buildText>[0]) {
  const { deps, ada } = await openDesk();
  const shown = await previewDraft(deps, buildText(text), { owner: ada, postId: null }, NOW);
  if (!shown.ok) throw new Error(shown.reason);
  return { ...shown, deps };
}

test("shows a draft as the post that it becomes, and stores nothing", async () => {
  const given = { title: "Access", source: "## One\n\nSome *text*.", summary: "In *short*.", slug: "access" };
  const { post, deps } = await preview({ ...given, tags: "b, a", series: "s", part: "2", writers: "ken" });
  expect(await deps.db.post.count()).toBe(0);
  const input = buildPost({ ...given, tags: ["b", "a"], series: "s", part: 2, writers: ["ken"] });
  await publishPost(deps, input, NOW);
  const published = await findPost(deps.db, everyone, "access");
  for (const field of ["title", "slug", "summary", "html", "outline", "wordCount", "writers"] as const)
    expect([field, post[field]]).toEqual([field, published?.[field]]);
  expect(post.tags.map(({ slug }) => slug)).toEqual(published?.tags.map(({ slug }) => slug));
  expect(post.series).toMatchObject(published?.series ?? {});
});

test.each([
  ["nobody else", "", ["Ada"]],
  ["two people, one unknown", "ken, @None", ["Ken", "@none"]],
])("names the writers of a draft that names %s", async (_what, writers, names) => {
  const { post } = await preview({ writers });
  expect(post.writers.map(({ name }) => name)).toEqual(names);
});

test("shows a draft without a title, and with a series that doesn’t exist", async () => {
  const { post } = await preview({ title: " ", source: "", series: "none", part: "x" });
  expect([post.title, post.series, post.html]).toEqual(["Untitled", null, ""]);
});
