// Texts that an older version rendered are rendered again.

import { expect, test } from "vitest";
import { RENDER_VERSION } from "~/markdown/version";
import { introducePerson } from "~/people/person.server";
import { listJobs } from "~/platform/jobs/jobs.server";
import { draftPost } from "~/publishing/publish-post.server";
import { isStale, reRenderJob } from "~/publishing/re-render.server";
import { announceSeries } from "~/series/series.server";
import { settleSite } from "~/site/site.server";
import { openMeans } from "../factories/database";
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

/** As the runner does it: as often as there is such a job. */
async function runAll(means: Awaited<ReturnType<typeof openMeans>>) {
  do {
    await means.db.job.deleteMany({});
    await reRenderJob.run(means, {}, NOW);
  } while ((await listJobs(means.db)).length > 0);
}

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

test("links that are found anew are pingbacks, but never a draft's", async () => {
  const { means, target, id } = await openWithOld();
  await runAll(means);
  const pingbacks = await means.db.pingback.findMany({ select: { postId: true, sourcePostId: true } });
  expect(pingbacks).toEqual([{ postId: target, sourcePostId: id }]);
});

test("a text that can't be rendered any more keeps what it had, and isn't tried for ever", async () => {
  const { means, id } = await openWithOld();
  await means.db.post.update({ where: { id }, data: { source: ">".repeat(10_000) } });
  await runAll(means);
  const post = await means.db.post.findUniqueOrThrow({ where: { id } });
  expect([post.html, await isStale(means)]).toEqual(["old", false]);
});

test("more than are done at once are done one batch after the other", async () => {
  const means = await openMeans();
  for (let number = 0; number < 25; number++) await createPost(means);
  await means.db.post.updateMany({ data: OLD });
  await runAll(means);
  expect(await means.db.post.count({ where: { renderVersion: RENDER_VERSION } })).toBe(25);
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
