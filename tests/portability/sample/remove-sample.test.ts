import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { editPost } from "~/flows/publishing/publish-post.server";
import { importContent } from "~/portability/importing/import-content.server";
import { listSample, removeSample } from "~/portability/sample/remove-sample.server";
import { saveSettings } from "~/site/site.server";
import { writeContent } from "../../cli/content";
import { type Deps, openDeps } from "../../factories/database";
import { createPage } from "../../factories/pages";
import { buildMember } from "../../factories/people";
import { buildPost, createComment, createPost, NOW } from "../../factories/posts";
import { buildSettings } from "../../factories/settings";

const SITE = { "site.md": readFileSync("content/site.md", "utf8") };
const sampleFile = (name: string) => readFileSync(path.join("content", name), "utf8");
/** Two posts of the sample blog by one of its people, and a post of the owner's in the same folder. */
const SOME = {
  ...SITE,
  "people/maren.md": sampleFile("people/maren.md"),
  "people/rowan.md": sampleFile("people/rowan.md"),
  "posts/one.md": sampleFile("posts/why-this-table-is-long.md"),
  "posts/two.md": sampleFile("posts/the-fine-is-not-the-point.md"),
};
const OWN = "---\ntitle: Mine\nslug: mine\ndate: 2026-03-01T09:00:00Z\nbyline: [own]\n---\nMy own words.\n";

const fill = (deps: Deps, files: Record<string, string>) =>
  importContent(deps, writeContent(files), { name: "sample", onlyIfNew: true });
const remove = async (deps: Deps) => removeSample(deps, await listSample(deps), NOW);
const slugs = async ({ db }: Deps) => (await db.post.findMany()).map(({ slug }) => slug);
const slugOfSample = "why-this-table-is-long";

test("removes the whole sample blog, and keeps what others have written", async () => {
  const deps = await openDeps();
  await importContent(deps, "content", { name: "sample" });
  await deps.db.person.create({ data: { handle: "own", name: "Own", createdAt: NOW } });
  expect(await remove(deps)).toEqual({ ok: true, posts: 15, people: 6, series: 2, pages: 1 });
  for (const table of ["page", "post", "comment", "pingback", "series", "byline", "postTag"] as const) {
    expect(await (deps.db[table] as { count(): Promise<number> }).count(), table).toBe(0);
  }
  expect(await deps.db.person.findMany({ select: { handle: true } })).toEqual([{ handle: "own" }]);
});

test("keeps the owner's posts, also those among the sample's files", async () => {
  const deps = await openDeps();
  const own = { "people/own.md": "---\nhandle: own\nname: Own\n---\n", "posts/mine.md": OWN };
  await fill(deps, { ...SOME, ...own });
  await importContent(
    deps,
    writeContent({ ...own, "posts/more.md": OWN.replace("Mine", "More").replace("mine", "more") }),
    {
      name: "blog",
    },
  );
  expect(await remove(deps)).toMatchObject({ posts: 2, people: 2 });
  expect((await slugs(deps)).toSorted()).toEqual(["mine", "more"]);
});

test("keeps an edited sample post and its author", async () => {
  const deps = await openDeps();
  await fill(deps, SOME);
  const { id } = await deps.db.post.findUniqueOrThrow({ where: { slug: slugOfSample } });
  const edited = buildPost({ slug: slugOfSample, writers: ["maren"], source: "About my own table." });
  expect(await editPost(deps, id, edited, NOW)).toMatchObject({ ok: true });
  const listed = await listSample(deps);
  expect([listed.posts.length, listed.people.length, listed.staying.map(({ handle }) => handle)]).toEqual([
    ...[1, 1],
    ["maren"],
  ]);
  expect(await removeSample(deps, listed, NOW)).toMatchObject({ posts: 1, people: 1 });
  expect(await slugs(deps)).toEqual([slugOfSample]);
});

test("keeps what is edited after the listing", async () => {
  const deps = await openDeps();
  await fill(deps, SOME);
  const listed = await listSample(deps);
  const { id } = await deps.db.post.findUniqueOrThrow({ where: { slug: slugOfSample } });
  const edited = buildPost({ slug: slugOfSample, writers: ["maren"], source: "About my own table." });
  await editPost(deps, id, edited, NOW);
  expect(await removeSample(deps, listed, NOW)).toMatchObject({ posts: 1, people: 1 });
  expect(await slugs(deps)).toEqual([slugOfSample]);
});

test("removes nothing if a response has come after the listing", async () => {
  const deps = await openDeps();
  await fill(deps, SOME);
  const listed = await listSample(deps);
  const { id } = await deps.db.post.findUniqueOrThrow({ where: { slug: slugOfSample } });
  await createComment(deps, id);
  expect(await removeSample(deps, listed, NOW)).toEqual({ ok: false, reason: "sample.answered" });
  expect([await deps.db.post.count(), await deps.db.comment.count()]).toEqual([2, 1]);
  expect(await remove(deps)).toMatchObject({ ok: true, posts: 2 });
});

test("keeps a person of the sample blog who has an account or has written something else", async () => {
  const deps = await openDeps();
  await fill(deps, SOME);
  const [maren, rowan] = await deps.db.person.findMany({ orderBy: { handle: "asc" } });
  await deps.db.account.create({
    data: {
      personId: maren?.id ?? 0,
      email: "m@example.org",
      role: "author",
      webauthnId: "w",
      createdAt: NOW,
    },
  });
  const postId = await createPost(deps, { slug: "own" });
  await createComment(deps, postId, {}, { viewer: buildMember(rowan?.id ?? 0) });
  expect(await remove(deps)).toEqual({ ok: true, posts: 2, people: 0, series: 0, pages: 0 });
  expect([await deps.db.account.count(), await deps.db.comment.count()]).toEqual([1, 1]);
});

test("keeps a sample page that was edited, with its place in the navigation", async () => {
  const deps = await openDeps();
  const name = "pages/how-to-contribute.md";
  await fill(deps, { ...SOME, [name]: sampleFile(name) });
  const page = await deps.db.page.findFirstOrThrow();
  expect(page).toMatchObject({ sample: true, position: 1 });
  const { id, title, slug } = page;
  await createPage(deps, { title, slug, source: "Write to us." }, { id });
  expect(await remove(deps)).toMatchObject({ posts: 2, pages: 0 });
  expect(await deps.db.page.findFirst()).toMatchObject({ source: "Write to us.", position: 1 });
});

test("removes mentions of the sample from the site's texts, and keeps the owner's words", async () => {
  const deps = await openDeps();
  await fill(deps, SOME);
  await remove(deps);
  const { tagline, aboutSource, aboutHtml } = await deps.db.site.findFirstOrThrow();
  expect([tagline, aboutSource, aboutHtml]).toEqual([
    "Reflective writing, and the conversation it starts",
    "",
    "",
  ]);

  const about = (SITE["site.md"].split("---\n")[2] ?? "").trim();
  await saveSettings(
    deps,
    buildSettings({ tagline: "Ours", about: about.replace(/^.*$/m, "We are *here*.") }),
  );
  await remove(deps);
  expect(await deps.db.site.findFirstOrThrow()).toMatchObject({
    tagline: "Ours",
    aboutSource: "We are *here*.",
    aboutHtml: expect.stringContaining("<em>here</em>"),
  });
});

test("removes nothing if the settings were changed after the listing", async () => {
  const deps = await openDeps();
  await fill(deps, SOME);
  const listed = await listSample(deps);
  await saveSettings(deps, buildSettings({ about: "Changed." }));
  expect(await removeSample(deps, listed, NOW)).toEqual({ ok: false, reason: "sample.settings-changed" });
  expect([await deps.db.post.count(), await deps.db.site.findFirst()]).toEqual([
    2,
    expect.objectContaining({ aboutSource: "Changed." }),
  ]);
});

test("removes nothing while the site is being filled; resumes an interrupted filling unless the sample was removed", async () => {
  const deps = await openDeps();
  const files = writeContent(SOME);
  await fill(deps, SOME);
  const setLease = (fillingUntil: Date) => deps.db.site.updateMany({ data: { fillingUntil } });
  await setLease(new Date(NOW.getTime() + 1));
  expect(await remove(deps)).toEqual({ ok: false, reason: "sample.being-filled" });
  expect(await deps.db.post.count()).toBe(2);

  await setLease(new Date(Date.now() + 60_000));
  const again = () => importContent(deps, files, { name: "sample", onlyIfNew: true });
  expect((await again()).opened).toBe(false);
  await deps.db.post.deleteMany({ where: { slug: slugOfSample } });
  await setLease(NOW);
  expect([(await again()).posts.published, (await again()).opened]).toEqual([1, false]);

  await setLease(NOW);
  await removeSample(deps, await listSample(deps), new Date());
  expect([(await again()).opened, await deps.db.post.count()]).toEqual([false, 0]);
});
