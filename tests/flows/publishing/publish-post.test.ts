import { expect, test } from "vitest";
import {
  deletePost,
  draftPost,
  editPost,
  publishDraft,
  publishPost,
  withdrawPost,
} from "~/flows/publishing/publish-post.server";
import { listPosts } from "~/posts/post.server";
import { setResponseStatus } from "~/responses/response-status.server";
import { upsertSeries } from "~/series/series.server";
import { listTags } from "~/tags/tag.server";
import { type Deps, openDeps } from "../../factories/database";
import { buildPost, createComment, createPerson, createPost, NOW } from "../../factories/posts";

const LATER = new Date("2026-05-04T09:00:00Z");

/** The pingbacks of a post: the linking posts with their sentences. */
async function pingbacksOf(deps: Deps, postId: number) {
  const rows = await deps.db.pingback.findMany({ where: { postId }, orderBy: { path: "asc" } });
  return rows.map((row) => [row.sourcePostId, row.sentence]);
}

async function postRow(deps: Deps, id: number) {
  return deps.db.post.findUniqueOrThrow({ where: { id } });
}

test("stores a post's byline, tags, month and rendered text", async () => {
  const deps = await openDeps();
  await deps.db.site.create({
    data: {
      name: "S",
      tagline: "",
      aboutSource: "",
      aboutHtml: "",
      language: "en",
      timeZone: "Pacific/Auckland",
    },
  });
  const id = await createPost(
    deps,
    {
      writers: ["ken"],
      presenters: ["greyson"],
      tags: ["Access", "the profession", "access"],
      source: "## One\n\nSome *text*.",
    },
    new Date("2026-03-31T12:00:00Z"),
  );
  expect(await postRow(deps, id)).toMatchObject({
    status: "published",
    month: "2026-04",
    wordCount: 3,
    excerpt: "Some text.",
    summary: "",
  });
  expect((await listTags(deps.db, "en")).map((tag) => [tag.name, tag.postCount])).toEqual([
    ["Access", 1],
    ["the profession", 1],
  ]);
  const [post] = (await listPosts(deps.db, {}))?.items ?? [];
  expect([post?.writers[0]?.handle, post?.presenters[0]?.handle]).toEqual(["ken", "greyson"]);
});

test("adds one pingback to a linked post, with the first sentence that links", async () => {
  const deps = await openDeps();
  const target = await createPost(deps, { slug: "target" });
  const source = await createPost(deps, {
    source:
      "Before. I keep thinking of [that post](/posts/target), still. Then [again](http://longtable.test/posts/target#p-1).",
  });
  expect(await pingbacksOf(deps, target)).toEqual([[source, "I keep thinking of that post, still."]]);
  expect(await postRow(deps, target)).toMatchObject({ responseCount: 1 });
});

test.each([
  ["a scheme in capitals", "Http://Longtable.test/posts/target"],
  ["its slug in capitals", "/posts/Target"],
  ["its slug in capitals and escaped", "/posts/%54arget"],
  ["its whole path in capitals", "/POSTS/TARGET/"],
  ["its former slug in capitals", "/posts/FORMER"],
])("recognises a link to a post with %s", async (_name, address) => {
  const deps = await openDeps();
  const post = buildPost({ slug: "former" });
  const target = await createPost(deps, post);
  await editPost(deps, target, { ...post, slug: "target" }, LATER);
  const source = await createPost(deps, { source: `See [this](${address}).` });
  expect(await pingbacksOf(deps, target)).toEqual([[source, "See this."]]);
});

test("treats a link to a comment as a link to its post", async () => {
  const deps = await openDeps();
  const target = await createPost(deps);
  const comment = await createComment(deps, target);
  const source = await createPost(deps, { source: `It began with [a remark](/comments/${comment}).` });
  expect(await pingbacksOf(deps, target)).toEqual([[source, "It began with a remark."]]);
});

test("updates a pingback's sentence after an edit, and keeps its place", async () => {
  const deps = await openDeps();
  const target = await createPost(deps, { slug: "target" });
  const input = buildPost({ source: "See [it](/posts/target)." });
  const source = await createPost(deps, input);
  await createComment(deps, target);
  await editPost(deps, source, { ...input, source: "Do read [it](/posts/target) again." }, LATER);
  expect(await pingbacksOf(deps, target)).toEqual([[source, "Do read it again."]]);
  expect(await deps.db.pingback.findFirst({ where: { postId: target } })).toMatchObject({
    number: 1,
    createdAt: NOW,
  });
});

test("removes a pingback with its link, and does not reuse its number", async () => {
  const deps = await openDeps();
  const target = await createPost(deps, { slug: "target" });
  const input = buildPost({ source: "See [it](/posts/target)." });
  const source = await createPost(deps, input);
  await editPost(deps, source, { ...input, source: "Nothing to see." }, LATER);
  expect(await pingbacksOf(deps, target)).toEqual([]);
  expect(await postRow(deps, target)).toMatchObject({ responseCount: 0 });
  const comment = await createComment(deps, target);
  expect(await deps.db.comment.findUnique({ where: { id: comment } })).toMatchObject({ number: 2 });
});

test.each([
  ["itself", "/posts/self"],
  ["a draft", "/posts/draft"],
  ["an unknown post", "/posts/nothing-here"],
  ["another site", "https://elsewhere.example/posts/target"],
  ["another page of the site", "/tags/target"],
  ["a page below a post", "/posts/target/respond"],
])("adds no pingback for a link to %s", async (_, href) => {
  const deps = await openDeps();
  await createPost(deps, { slug: "target" });
  await draftPost(deps, buildPost({ slug: "draft" }), NOW);
  await createPost(deps, { slug: "self", source: `See [this](${href}).` });
  expect(await deps.db.pingback.count()).toBe(0);
});

test("keeps a pingback's place while its target is withdrawn, although its source is edited", async () => {
  const deps = await openDeps();
  const target = await createPost(deps, { slug: "target" });
  const input = buildPost({ source: "See [it](/posts/target)." });
  const source = await createPost(deps, input);
  const { id, number } = await deps.db.pingback.findFirstOrThrow();
  await withdrawPost(deps, target, LATER);
  await editPost(deps, source, { ...input, source: "Do see [it](/posts/target) again." }, LATER);
  expect(await deps.db.pingback.findMany()).toMatchObject([{ id, number }]);
});

test("leaves a count as it is when the source of a hidden pingback is deleted", async () => {
  const deps = await openDeps();
  const target = await createPost(deps, { slug: "target" });
  const source = await createPost(deps, { source: "See [it](/posts/target)." });
  await createComment(deps, target);
  const { id } = await deps.db.pingback.findFirstOrThrow();
  await deps.db.write((tx) => setResponseStatus(tx, { kind: "pingback", id }, "removed"));
  expect(await postRow(deps, target)).toMatchObject({ responseCount: 1 });
  await deletePost(deps, source, LATER);
  expect(await pingbacksOf(deps, target)).toEqual([]);
  expect(await postRow(deps, target)).toMatchObject({ responseCount: 1 });
});

test("publishes a post with an invalid escape in a link, without a pingback", async () => {
  const deps = await openDeps();
  await createPost(deps, { source: 'See <a href="/posts/%E0%A4%A">this</a>.' });
  expect(await deps.db.pingback.count()).toBe(0);
});

test("adds a draft's pingbacks when it is published", async () => {
  const deps = await openDeps();
  const target = await createPost(deps, { slug: "target" });
  const input = buildPost({ source: "See [it](/posts/target)." });
  const draft = await draftPost(deps, input, NOW);
  expect(await pingbacksOf(deps, target)).toEqual([]);
  const id = draft.ok ? draft.postId : 0;
  await publishDraft(deps, id, input, LATER);
  expect(await pingbacksOf(deps, target)).toEqual([[id, "See it."]]);
  expect(await postRow(deps, id)).toMatchObject({ publishedAt: LATER, month: "2026-05" });
});

test("removes a withdrawn post from every list and its pingbacks, and restores them when it is published again", async () => {
  const deps = await openDeps();
  const target = await createPost(deps, { slug: "target" });
  const input = buildPost({ source: "See [it](/posts/target).", tags: ["access"] });
  const id = await createPost(deps, input);
  await withdrawPost(deps, id, LATER);
  expect(await pingbacksOf(deps, target)).toEqual([]);
  expect((await listPosts(deps.db, {}))?.items.map((post) => post.id)).toEqual([target]);
  expect(await listTags(deps.db, "en")).toEqual([]);
  await publishDraft(deps, id, input, LATER);
  expect(await pingbacksOf(deps, target)).toHaveLength(1);
  expect(await listTags(deps.db, "en")).toMatchObject([{ name: "access", postCount: 1 }]);
});

test("deletes a post's responses and pingbacks, and keeps counts right", async () => {
  const deps = await openDeps();
  const target = await createPost(deps, { slug: "target" });
  const id = await createPost(deps, { source: "See [it](/posts/target).", tags: ["access"] });
  await createComment(deps, id);
  await deletePost(deps, id, LATER);
  expect(await deps.db.comment.count()).toBe(0);
  expect(await postRow(deps, target)).toMatchObject({ responseCount: 0 });
  expect(await listTags(deps.db, "en")).toEqual([]);
});

test("redirects former slugs for ever, and adds pingbacks for links to them", async () => {
  const deps = await openDeps();
  const input = buildPost({ slug: "old" });
  const id = await createPost(deps, input);
  await editPost(deps, id, { ...input, slug: "new" }, LATER);
  await editPost(deps, id, { ...input, slug: "newest" }, LATER);
  await createPost(deps, { source: "See [it](/posts/old)." });
  expect(await pingbacksOf(deps, id)).toHaveLength(1);
  const refused = await publishPost(deps, buildPost({ slug: "old" }), LATER);
  expect(refused).toMatchObject({ ok: false, reason: "post.slug-taken" });
  expect(await editPost(deps, id, { ...input, slug: "old" }, LATER)).toMatchObject({ ok: true });
});

test.each([
  ["a slug that is taken", { slug: "taken" }, "post.slug-taken", "taken"],
  ["an unknown writer", { writers: ["ken", "nobody"] }, "person.not-found", "nobody"],
  ["an unknown presenter", { presenters: ["nobody"] }, "presenter.not-found", "nobody"],
  ["an unknown series", { series: "none", part: 1 }, "series.not-found", "none"],
  ["a part that is taken", { series: "begun", part: 1 }, "series.part-taken", "begun, part 1"],
  ["a text nested too deeply", { source: ">".repeat(9_000) }, "markdown.too-deep", undefined],
])("refuses %s and stores nothing", async (_, overrides, reason, what) => {
  const deps = await openDeps();
  await upsertSeries(deps, { slug: "begun", title: "Begun", status: "under way", intro: "" }, NOW);
  await createPost(deps, { slug: "taken", series: "begun", part: 1 });
  const refused = await publishPost(deps, buildPost(overrides), NOW);
  expect(refused).toEqual(what === undefined ? { ok: false, reason } : { ok: false, reason, what });
  expect(await deps.db.post.count()).toBe(1);
});

test("invalidates a post's page, its old and new lists, and the posts with its pingbacks after an edit", async () => {
  const deps = await openDeps();
  const target = await createPost(deps, { slug: "target" });
  const other = await createPost(deps, { slug: "other" });
  const input = buildPost({ source: "See [it](/posts/target).", tags: ["access"], writers: ["ken"] });
  const id = await createPost(deps, input);
  const rosa = await createPerson(deps, "rosa");
  const [access] = await deps.db.tag.findMany();
  deps.takeChanges();
  await editPost(
    deps,
    id,
    { ...input, title: "Renamed", tags: ["the profession"], writers: ["rosa"] },
    LATER,
  );
  const changes = deps.takeChanges();
  expect(changes).toEqual(
    expect.arrayContaining([
      `post:${id}`,
      `post:${target}`,
      `tag:${access?.id}`,
      "tags",
      `signed:${rosa}`,
      "posts",
    ]),
  );
  expect(changes).not.toContain(`post:${other}`);
});

test("makes the pingbacks of posts that linked to a post before it came out", async () => {
  const deps = await openDeps();
  const early = await createPost(deps, { source: "See [it](/posts/late#p-1), then [it](/posts/lately)." });
  await createPost(deps, { source: "Soon in [another](/posts/later-on)." });
  const input = buildPost({ slug: "late", writers: ["ken"] });
  const drafted = await draftPost(deps, input, NOW);
  const id = drafted.ok ? drafted.postId : 0;
  const later = await createPost(deps, { source: "Soon in [it](/posts/late)." });
  const hidden = await draftPost(deps, buildPost({ source: "Of [it](/posts/late)." }), NOW);
  expect([hidden.ok, await pingbacksOf(deps, id)]).toEqual([true, []]);
  await publishDraft(deps, id, input, LATER);
  expect(await pingbacksOf(deps, id)).toEqual([
    [early, "See it, then it."],
    [later, "Soon in it."],
  ]);
  expect(await postRow(deps, id)).toMatchObject({ responseCount: 2 });
  expect(await deps.db.pingback.findFirst()).toMatchObject({ createdAt: LATER });
  await withdrawPost(deps, id, LATER);
  await publishDraft(deps, id, input, LATER);
  expect((await pingbacksOf(deps, id)).length).toBe(2);
});
