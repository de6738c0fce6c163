// Texts that an older version rendered are rendered again.

import { expect, test } from "vitest";
import { draftPost, editPost, withdrawPost } from "~/flows/publish-post.server";
import { beginReRendering, isStale, reRenderJob } from "~/flows/re-render.server";
import type { Refusal } from "~/markdown/refusal";
import { RENDER_VERSION } from "~/markdown/version";
import { introducePerson } from "~/people/person.server";
import { takeJob } from "~/platform/jobs/jobs.server";
import { announceSeries } from "~/series/series.server";
import { settleSite } from "~/site/site.server";
import { type Means, openMeans } from "../factories/database";
import { buildPost, createComment, createPost, NOW } from "../factories/posts";
import { buildSettings } from "../factories/settings";

const OLD = { html: "old", excerpt: "old", renderVersion: RENDER_VERSION - 1 };

async function openWithOld() {
  const means = await openMeans();
  const target = await createPost(means, { slug: "target" });
  const id = await createPost(means, { source: "*New* to [it](/posts/target)." });
  const comment = await createComment(means, id, { body: "*Also*[^1] new.\n\n[^1]: Note." });
  await draftPost(means, buildPost({ source: "A draft to [it](/posts/target)." }), NOW);
  await means.db.pingback.deleteMany({});
  await means.db.post.updateMany({ data: { ...OLD, links: "[]" } });
  await means.db.comment.updateMany({ data: OLD });
  means.takeChanges();
  return { means, target, id, comment };
}

/** As the runner does it: as often as there is such a job. Gives how many of them failed. */
async function runAll(means: Means): Promise<number> {
  let failed = 0;
  await means.db.write((tx) => beginReRendering(tx, NOW));
  let count = 0;
  for (let job = await takeJob(means.db, [reRenderJob.kind], NOW); job; ) {
    count += 1;
    if (count > 100) throw new Error("It never comes to an end.");
    await reRenderJob.run(means, reRenderJob.payload.parse(JSON.parse(job.payload)), NOW).catch(() => {
      failed += 1;
    });
    job = await takeJob(means.db, [reRenderJob.kind], NOW);
  }
  return failed;
}

/** A renderer that refuses texts that speak of something, and otherwise renders them as ever. */
const refusing =
  (render: Means["render"], word: string, refusal: Refusal): Means["render"] =>
  async (source, options) =>
    source.includes(word) ? refusal : render(source, options);

test("posts and comments are made again from their source, and their pages renewed", async () => {
  const { means, id, comment } = await openWithOld();
  expect(await isStale(means)).toBe(true);
  await runAll(means);
  const post = await means.db.post.findUniqueOrThrow({ where: { id } });
  const said = await means.db.comment.findUniqueOrThrow({ where: { id: comment } });
  expect([post.html, post.excerpt, said.excerpt]).toEqual([
    expect.stringContaining("<em>New</em>"),
    "New to it.",
    expect.stringContaining("Also"),
  ]);
  expect(said.html).toContain(`id="${said.idPrefix}fn-1"`);
  expect(await isStale(means)).toBe(false);
  expect(means.takeChanges()).toEqual(expect.arrayContaining([`post:${id}`, "responses"]));
});

test("a summary is set again too, and one that is changed meanwhile is not undone", async () => {
  const means = await openMeans();
  const ids: number[] = [];
  for (const slug of ["as-before", "changed"])
    ids.push(await createPost(means, { slug, source: "The same.", summary: '"As before"' }));
  await means.db.post.updateMany({ data: { ...OLD, summaryText: "old" } });
  const render: Means["render"] = async (source, options) => {
    const text = await means.render(source, options);
    const changed = buildPost({ slug: "changed", source: "The same.", summary: '"Changed"' });
    await editPost(means, ids[1] ?? 0, changed, NOW);
    return text;
  };
  await runAll({ ...means, render });
  const posts = await means.db.post.findMany({ orderBy: { id: "asc" } });
  expect(posts.map(({ summary, summaryText }) => [summary, summaryText])).toEqual([
    ['"As before"', "“As before”"],
    ['"Changed"', "“Changed”"],
  ]);
});

test("links that are found anew are pingbacks, but never a draft's", async () => {
  const { means, target, id } = await openWithOld();
  await runAll(means);
  const pingbacks = await means.db.pingback.findMany({ select: { postId: true, sourcePostId: true } });
  expect(pingbacks).toEqual([{ postId: target, sourcePostId: id }]);
});

test("a text that can't be rendered any more shows its source as text, and keeps its version and its links", async () => {
  const { means, id, comment } = await openWithOld();
  const source = `<script>alert(1)</script>\n\nSee [it](/posts/target)\n${">".repeat(10_000)}`;
  const links = JSON.stringify([{ href: "/posts/target", local: true, text: "it", sentence: "See it" }]);
  await means.db.post.update({ where: { id }, data: { source, links, html: "<script>alert(1)</script>" } });
  await means.db.comment.update({ where: { id: comment }, data: { source } });
  expect(await runAll(means)).toBe(0);
  const post = await means.db.post.findUniqueOrThrow({ where: { id } });
  const said = await means.db.comment.findUniqueOrThrow({ where: { id: comment } });
  for (const { html, renderVersion } of [post, said]) {
    expect(html).toMatch(
      /^<p>&lt;script&gt;alert\(1\)&lt;\/script&gt;<\/p>\n<p>See \[it\]\(\/posts\/target\)<br>/,
    );
    expect(renderVersion).toBe(RENDER_VERSION - 1);
  }
  expect([post.links, post.outline]).toEqual([links, "[]"]);
});

test.each(["markdown.too-slow", "markdown.out-of-memory", "markdown.busy"] as const)(
  "a text that was refused as %s keeps what it had while the others are made again, and is tried again",
  async (reason) => {
    const { means, id, comment } = await openWithOld();
    const busy = { ...means, render: refusing(means.render, "ew", { ok: false, reason }) };
    expect(await runAll(busy)).toBe(2);
    const kept = { html: "old", renderVersion: RENDER_VERSION - 1 };
    expect(await means.db.post.findUnique({ where: { id } })).toMatchObject(kept);
    expect(await means.db.comment.findUnique({ where: { id: comment } })).toMatchObject(kept);
    expect(await means.db.post.count({ where: { renderVersion: RENDER_VERSION } })).toBe(2);
    await means.db.job.updateMany({ where: { status: "running" }, data: { status: "waiting" } });
    await runAll(means);
    expect(await isStale(means)).toBe(false);
    expect((await means.db.post.findUnique({ where: { id } }))?.html).toContain("<em>New</em>");
  },
);

test("a text that is changed or withdrawn while it is rendered makes no pingbacks", async () => {
  const { means, target, id } = await openWithOld();
  let edits = 0;
  const render: Means["render"] = async (source, options) => {
    const text = await means.render(source, options);
    if (source.startsWith("*New*")) {
      edits += 1;
      const changed = await editPost(means, id, buildPost({ slug: "edited", source: "Of nothing." }), NOW);
      expect(changed.ok).toBe(true);
    }
    return text;
  };
  await runAll({ ...means, render });
  expect([edits, await means.db.pingback.count({ where: { postId: target } })]).toEqual([1, 0]);
  expect((await means.db.post.findUnique({ where: { id } }))?.html).toContain("Of nothing.");

  const withdrawn = await openWithOld();
  await runAll({
    ...withdrawn.means,
    async render(source, options) {
      const text = await withdrawn.means.render(source, options);
      if (source.startsWith("*New*")) await withdrawPost(withdrawn.means, withdrawn.id, NOW);
      return text;
    },
  });
  expect(await withdrawn.means.db.pingback.count()).toBe(0);
});

test("more than are done at once are done one batch after the other", async () => {
  const means = await openMeans();
  for (let number = 0; number < 25; number++) await createPost(means);
  await means.db.post.updateMany({ data: OLD });
  await runAll(means);
  expect(await means.db.post.count({ where: { renderVersion: RENDER_VERSION } })).toBe(25);
});

test("more texts than are done at once that can't be rendered any more keep nobody from the next", async () => {
  const means = await openMeans();
  for (let number = 0; number < 12; number++) await createPost(means);
  await means.db.post.updateMany({ data: { ...OLD, source: ">".repeat(10_000) } });
  const last = await createPost(means, { source: "*New*" });
  await means.db.post.update({ where: { id: last }, data: OLD });
  await runAll(means);
  expect(
    await means.db.post.findMany({ where: { renderVersion: RENDER_VERSION }, select: { id: true } }),
  ).toEqual([{ id: last }]);
});

test("what the site, people and series say of themselves is made again too", async () => {
  const means = await openMeans();
  await settleSite(means, buildSettings({ about: "*About*", rules: "*Rules*" }));
  const id = await introducePerson(means, { handle: "ada", name: "Ada", bio: "*Bio*" }, NOW);
  await announceSeries(means, { slug: "s", title: "S", status: "complete", intro: "*Intro*" }, NOW);
  expect(await isStale(means)).toBe(false);
  const texts = async () => [
    await means.db.site.findFirst({ select: { aboutHtml: true, rulesHtml: true } }),
    await means.db.person.findFirst({ select: { bioHtml: true } }),
    await means.db.series.findFirst({ select: { introHtml: true } }),
  ];
  const before = await texts();
  const old = { renderVersion: 0 };
  await means.db.site.updateMany({ data: { ...old, aboutHtml: "old", rulesHtml: "old" } });
  await means.db.person.updateMany({ data: { ...old, bioHtml: "old" } });
  await means.db.series.updateMany({ data: { ...old, introHtml: "old" } });
  expect(await isStale(means)).toBe(true);
  means.takeChanges();
  await runAll(means);
  expect([await texts(), await isStale(means)]).toEqual([before, false]);
  expect(means.takeChanges()).toEqual(expect.arrayContaining(["site", `person:${id}`, "all-series"]));
});

test("a bio, an introduction and the site's texts that can't be rendered are shown as typed when first saved", async () => {
  const means = await openMeans();
  const source = `<b>Hello</b>\n${">".repeat(10_000)}`;
  await settleSite(means, buildSettings({ about: source, rules: "*Rules*" }));
  await introducePerson(means, { handle: "ada", name: "Ada", bio: source }, NOW);
  await announceSeries(means, { slug: "s", title: "S", status: "complete", intro: source }, NOW);
  const site = await means.db.site.findFirstOrThrow();
  const person = await means.db.person.findFirstOrThrow();
  const series = await means.db.series.findFirstOrThrow();
  for (const html of [site.aboutHtml, person.bioHtml, series.introHtml])
    expect(html).toMatch(/^<p>&lt;b&gt;Hello&lt;\/b&gt;<br>/);
  expect(site.rulesHtml).toContain("<em>Rules</em>");
  for (const { renderVersion } of [site, person, series]) expect(renderVersion).toBe(0);
});

test("what can't be rendered just now isn't saved as if it could", async () => {
  const means = await openMeans();
  const render = refusing(means.render, "busy", { ok: false, reason: "markdown.busy" });
  const busy = { ...means, render };
  await expect(settleSite(busy, buildSettings({ about: "busy" }))).rejects.toThrow("markdown.busy");
  await expect(introducePerson(busy, { handle: "ada", name: "Ada", bio: "busy" }, NOW)).rejects.toThrow();
  await expect(
    announceSeries(busy, { slug: "s", title: "S", status: "complete", intro: "busy" }, NOW),
  ).rejects.toThrow();
  expect([await means.db.site.count(), await means.db.person.count(), await means.db.series.count()]).toEqual(
    [0, 0, 0],
  );
});
