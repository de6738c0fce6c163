// Rendering texts again that an older version rendered.

import { expect, test } from "vitest";
import { draftPost, editPost, withdrawPost } from "~/flows/publishing/publish-post.server";
import { beginReRendering, isStale, reRenderJob } from "~/flows/re-render.server";
import type { Refusal } from "~/markdown/refusal";
import { RENDER_VERSION } from "~/markdown/version";
import { upsertPerson } from "~/people/portability/upsert-person.server";
import { takeJob } from "~/platform/jobs/jobs.server";
import { upsertSeries } from "~/series/series.server";
import { saveSettings } from "~/site/site.server";
import { type Deps, openDeps } from "../factories/database";
import { buildPost, createComment, createPost, NOW } from "../factories/posts";
import { buildSettings } from "../factories/settings";

const OLD = { html: "old", excerpt: "old", renderVersion: RENDER_VERSION - 1 };

async function openWithOld() {
  const deps = await openDeps();
  const target = await createPost(deps, { slug: "target" });
  const id = await createPost(deps, { source: "*New* to [it](/posts/target)." });
  const comment = await createComment(deps, id, { body: "*Also*[^1] new.\n\n[^1]: Note." });
  await draftPost(deps, buildPost({ source: "A draft to [it](/posts/target)." }), NOW);
  await deps.db.pingback.deleteMany({});
  await deps.db.link.deleteMany({});
  await deps.db.post.updateMany({ data: OLD });
  await deps.db.comment.updateMany({ data: OLD });
  deps.takeChanges();
  return { deps, target, id, comment };
}

/** Runs jobs of this kind until none is left. Returns the number of failures. */
async function runAll(deps: Deps): Promise<number> {
  let failed = 0;
  await deps.db.write((tx) => beginReRendering(tx, NOW));
  let count = 0;
  for (let job = await takeJob(deps.db, "rendering", [reRenderJob.kind], NOW); job; ) {
    count += 1;
    if (count > 100) throw new Error("It never comes to an end.");
    await reRenderJob.run(deps, reRenderJob.payload.parse(JSON.parse(job.payload)), NOW).catch(() => {
      failed += 1;
    });
    job = await takeJob(deps.db, "rendering", [reRenderJob.kind], NOW);
  }
  return failed;
}

/** A renderer that refuses texts containing `word` and renders all others. */
const refusing =
  (render: Deps["render"], word: string, refusal: Refusal): Deps["render"] =>
  async (source, options) =>
    source.includes(word) ? refusal : render(source, options);

test("renders posts and comments again from their sources, and invalidates their pages", async () => {
  const { deps, id, comment } = await openWithOld();
  expect(await isStale(deps)).toBe(true);
  await runAll(deps);
  const post = await deps.db.post.findUniqueOrThrow({ where: { id } });
  const said = await deps.db.comment.findUniqueOrThrow({ where: { id: comment } });
  expect([post.html, post.excerpt, said.excerpt]).toEqual([
    expect.stringContaining("<em>New</em>"),
    "New to it.",
    expect.stringContaining("Also"),
  ]);
  expect(said.html).toContain(`id="${said.idPrefix}fn-1"`);
  expect(await isStale(deps)).toBe(false);
  expect(deps.takeChanges()).toEqual(expect.arrayContaining([`post:${id}`, "responses"]));
});

test("renders a summary again, but not over a simultaneous edit", async () => {
  const deps = await openDeps();
  const ids: number[] = [];
  for (const slug of ["as-before", "changed"])
    ids.push(await createPost(deps, { slug, source: "The same.", summary: '"As before"' }));
  await deps.db.post.updateMany({ data: { ...OLD, summaryText: "old" } });
  const render: Deps["render"] = async (source, options) => {
    const text = await deps.render(source, options);
    const changed = buildPost({ slug: "changed", source: "The same.", summary: '"Changed"' });
    await editPost(deps, ids[1] ?? 0, changed, NOW);
    return text;
  };
  await runAll({ ...deps, render });
  const posts = await deps.db.post.findMany({ orderBy: { id: "asc" } });
  expect(posts.map(({ summary, summaryText }) => [summary, summaryText])).toEqual([
    ['"As before"', "“As before”"],
    ['"Changed"', "“Changed”"],
  ]);
});

test("adds pingbacks for newly found links, except in drafts", async () => {
  const { deps, target, id } = await openWithOld();
  await runAll(deps);
  const pingbacks = await deps.db.pingback.findMany({ select: { postId: true, sourcePostId: true } });
  expect(pingbacks).toEqual([{ postId: target, sourcePostId: id }]);
  // A draft's links are known all the same.
  expect(await deps.db.link.count({ where: { targetPostId: target } })).toBe(2);
});

test("a comment's links are found anew, and make no pingback", async () => {
  const { deps, target, id } = await openWithOld();
  const linking = await createComment(deps, id, { body: "As [here](/posts/target)." });
  await deps.db.link.deleteMany({});
  await deps.db.comment.updateMany({ data: OLD });
  await runAll(deps);
  expect(await deps.db.link.findMany({ where: { commentId: linking } })).toEqual([
    expect.objectContaining({ href: "/posts/target", targetPostId: target, sentence: "As here." }),
  ]);
  expect(await deps.db.pingback.count()).toBe(1);
});

test("shows the source of a text that is refused now, and keeps its version and links", async () => {
  const { deps, id, comment } = await openWithOld();
  const source = `<script>alert(1)</script>\n\nSee [it](/posts/target)\n${">".repeat(10_000)}`;
  const link = { postId: id, position: 0, href: "/posts/target", sentence: "See it" };
  await deps.db.link.create({ data: link });
  await deps.db.post.update({ where: { id }, data: { source, html: "<script>alert(1)</script>" } });
  await deps.db.comment.update({ where: { id: comment }, data: { source } });
  expect(await runAll(deps)).toBe(0);
  const post = await deps.db.post.findUniqueOrThrow({ where: { id } });
  const said = await deps.db.comment.findUniqueOrThrow({ where: { id: comment } });
  for (const { html, renderVersion } of [post, said]) {
    expect(html).toMatch(
      /^<p>&lt;script&gt;alert\(1\)&lt;\/script&gt;<\/p>\n<p>See \[it\]\(\/posts\/target\)<br>/,
    );
    expect(renderVersion).toBe(RENDER_VERSION - 1);
  }
  expect(post.outline).toBe("[]");
  expect(await deps.db.link.findMany({ where: { postId: id } })).toEqual([expect.objectContaining(link)]);
});

test.each(["markdown.too-slow", "markdown.out-of-memory", "markdown.busy"] as const)(
  "keeps the old text after the refusal %s, renders the others, and retries",
  async (reason) => {
    const { deps, id, comment } = await openWithOld();
    const busy = { ...deps, render: refusing(deps.render, "ew", { ok: false, reason }) };
    expect(await runAll(busy)).toBe(2);
    const kept = { html: "old", renderVersion: RENDER_VERSION - 1 };
    expect(await deps.db.post.findUnique({ where: { id } })).toMatchObject(kept);
    expect(await deps.db.comment.findUnique({ where: { id: comment } })).toMatchObject(kept);
    expect(await deps.db.post.count({ where: { renderVersion: RENDER_VERSION } })).toBe(2);
    await deps.db.job.updateMany({ where: { status: "running" }, data: { status: "waiting" } });
    await runAll(deps);
    expect(await isStale(deps)).toBe(false);
    expect((await deps.db.post.findUnique({ where: { id } }))?.html).toContain("<em>New</em>");
  },
);

test("adds no pingback for a text that is edited or withdrawn meanwhile", async () => {
  const { deps, target, id } = await openWithOld();
  let edits = 0;
  const render: Deps["render"] = async (source, options) => {
    const text = await deps.render(source, options);
    if (source.startsWith("*New*")) {
      edits += 1;
      const changed = await editPost(deps, id, buildPost({ slug: "edited", source: "Of nothing." }), NOW);
      expect(changed.ok).toBe(true);
    }
    return text;
  };
  await runAll({ ...deps, render });
  expect([edits, await deps.db.pingback.count({ where: { postId: target } })]).toEqual([1, 0]);
  expect((await deps.db.post.findUnique({ where: { id } }))?.html).toContain("Of nothing.");

  const withdrawn = await openWithOld();
  await runAll({
    ...withdrawn.deps,
    async render(source, options) {
      const text = await withdrawn.deps.render(source, options);
      if (source.startsWith("*New*")) await withdrawPost(withdrawn.deps, withdrawn.id, NOW);
      return text;
    },
  });
  expect(await withdrawn.deps.db.pingback.count()).toBe(0);
});

test("renders more texts than a batch in several batches", async () => {
  const deps = await openDeps();
  for (let number = 0; number < 25; number++) await createPost(deps);
  await deps.db.post.updateMany({ data: OLD });
  await runAll(deps);
  expect(await deps.db.post.count({ where: { renderVersion: RENDER_VERSION } })).toBe(25);
});

test("continues after a batch of refused texts", async () => {
  const deps = await openDeps();
  for (let number = 0; number < 12; number++) await createPost(deps);
  await deps.db.post.updateMany({ data: { ...OLD, source: ">".repeat(10_000) } });
  const last = await createPost(deps, { source: "*New*" });
  await deps.db.post.update({ where: { id: last }, data: OLD });
  await runAll(deps);
  expect(
    await deps.db.post.findMany({ where: { renderVersion: RENDER_VERSION }, select: { id: true } }),
  ).toEqual([{ id: last }]);
});

test("renders the texts of the site, of people and of series again", async () => {
  const deps = await openDeps();
  await saveSettings(deps, buildSettings({ about: "*About*", rules: "*Rules*" }));
  const id = await upsertPerson(deps, { handle: "ada", name: "Ada", bio: "*Bio*" }, NOW);
  await upsertSeries(deps, { slug: "s", title: "S", status: "complete", intro: "*Intro*" }, NOW);
  expect(await isStale(deps)).toBe(false);
  const texts = async () => [
    await deps.db.site.findFirst({ select: { aboutHtml: true, rulesHtml: true } }),
    await deps.db.person.findFirst({ select: { bioHtml: true } }),
    await deps.db.series.findFirst({ select: { introHtml: true } }),
  ];
  const before = await texts();
  const old = { renderVersion: 0 };
  await deps.db.site.updateMany({ data: { ...old, aboutHtml: "old", rulesHtml: "old" } });
  await deps.db.person.updateMany({ data: { ...old, bioHtml: "old" } });
  await deps.db.series.updateMany({ data: { ...old, introHtml: "old" } });
  expect(await isStale(deps)).toBe(true);
  deps.takeChanges();
  await runAll(deps);
  expect([await texts(), await isStale(deps)]).toEqual([before, false]);
  expect(deps.takeChanges()).toEqual(expect.arrayContaining(["site", `person:${id}`, "all-series"]));
});

test("shows the source of a biography, an introduction and the site's texts when it is refused at first", async () => {
  const deps = await openDeps();
  const source = `<b>Hello</b>\n${">".repeat(10_000)}`;
  await saveSettings(deps, buildSettings({ about: source, rules: "*Rules*" }));
  await upsertPerson(deps, { handle: "ada", name: "Ada", bio: source }, NOW);
  await upsertSeries(deps, { slug: "s", title: "S", status: "complete", intro: source }, NOW);
  const site = await deps.db.site.findFirstOrThrow();
  const person = await deps.db.person.findFirstOrThrow();
  const series = await deps.db.series.findFirstOrThrow();
  for (const html of [site.aboutHtml, person.bioHtml, series.introHtml])
    expect(html).toMatch(/^<p>&lt;b&gt;Hello&lt;\/b&gt;<br>/);
  expect(site.rulesHtml).toContain("<em>Rules</em>");
  for (const { renderVersion } of [site, person, series]) expect(renderVersion).toBe(0);
});

test("refuses to save a text while the renderer is busy", async () => {
  const deps = await openDeps();
  const render = refusing(deps.render, "busy", { ok: false, reason: "markdown.busy" });
  const busy = { ...deps, render };
  await expect(saveSettings(busy, buildSettings({ about: "busy" }))).rejects.toThrow("markdown.busy");
  await expect(upsertPerson(busy, { handle: "ada", name: "Ada", bio: "busy" }, NOW)).rejects.toThrow();
  await expect(
    upsertSeries(busy, { slug: "s", title: "S", status: "complete", intro: "busy" }, NOW),
  ).rejects.toThrow();
  expect([await deps.db.site.count(), await deps.db.person.count(), await deps.db.series.count()]).toEqual([
    0, 0, 0,
  ]);
});
