import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { editPost } from "~/flows/publish-post.server";
import { importContent } from "~/portability/importing/import-content.server";
import { listSample, removeSample } from "~/portability/sample/remove-sample.server";
import { settleSite } from "~/site/site.server";
import { writeContent } from "../../cli/content";
import { type Means, openMeans } from "../../factories/database";
import { buildPost, createComment, createPost, NOW } from "../../factories/posts";
import { buildSettings } from "../../factories/settings";

const SITE = { "site.md": readFileSync("content/site.md", "utf8") };
const sampleFile = (name: string) => readFileSync(path.join("content", name), "utf8");
/** Two posts of the sample blog, by one of its people, and one of the owner's own in the same folder. */
const SOME = {
  ...SITE,
  "people/maren.md": sampleFile("people/maren.md"),
  "people/rowan.md": sampleFile("people/rowan.md"),
  "posts/one.md": sampleFile("posts/why-this-table-is-long.md"),
  "posts/two.md": sampleFile("posts/the-fine-is-not-the-point.md"),
};
const OWN = "---\ntitle: Mine\nslug: mine\ndate: 2026-03-01T09:00:00Z\nbyline: [own]\n---\nMy own words.\n";

const fill = (means: Means, files: Record<string, string>) =>
  importContent(means, writeContent(files), { name: "sample", onlyIfNew: true });
const remove = async (means: Means) => removeSample(means, await listSample(means), NOW);
const slugs = async ({ db }: Means) => (await db.post.findMany()).map(({ slug }) => slug);
const slugOfSample = "why-this-table-is-long";

test("the sample blog goes without a trace, and leaves what others wrote", async () => {
  const means = await openMeans();
  await importContent(means, "content", { name: "sample" });
  await means.db.person.create({ data: { handle: "own", name: "Own", createdAt: NOW } });
  expect(await remove(means)).toEqual({ ok: true, posts: 15, people: 6, series: 2 });
  for (const table of ["post", "comment", "pingback", "series", "byline", "postTag"] as const) {
    expect(await (means.db[table] as { count(): Promise<number> }).count(), table).toBe(0);
  }
  expect(await means.db.person.findMany({ select: { handle: true } })).toEqual([{ handle: "own" }]);
});

test("posts from folders of one's own stay, also where they were put among the sample's", async () => {
  const means = await openMeans();
  const own = { "people/own.md": "---\nhandle: own\nname: Own\n---\n", "posts/mine.md": OWN };
  await fill(means, { ...SOME, ...own });
  await importContent(
    means,
    writeContent({ ...own, "posts/more.md": OWN.replace("Mine", "More").replace("mine", "more") }),
    {
      name: "blog",
    },
  );
  expect(await remove(means)).toMatchObject({ posts: 2, people: 2 });
  expect((await slugs(means)).toSorted()).toEqual(["mine", "more"]);
});

test("a post of the sample that was edited is the site's own, and keeps its writer", async () => {
  const means = await openMeans();
  await fill(means, SOME);
  const { id } = await means.db.post.findUniqueOrThrow({ where: { slug: slugOfSample } });
  const edited = buildPost({ slug: slugOfSample, writers: ["maren"], source: "About my own table." });
  expect(await editPost(means, id, edited, NOW)).toMatchObject({ ok: true });
  const listed = await listSample(means);
  expect([listed.posts.length, listed.people.length, listed.staying.map(({ handle }) => handle)]).toEqual([
    ...[1, 1],
    ["maren"],
  ]);
  expect(await removeSample(means, listed, NOW)).toMatchObject({ posts: 1, people: 1 });
  expect(await slugs(means)).toEqual([slugOfSample]);
});

test("what was edited after it was listed stays", async () => {
  const means = await openMeans();
  await fill(means, SOME);
  const listed = await listSample(means);
  const { id } = await means.db.post.findUniqueOrThrow({ where: { slug: slugOfSample } });
  const edited = buildPost({ slug: slugOfSample, writers: ["maren"], source: "About my own table." });
  await editPost(means, id, edited, NOW);
  expect(await removeSample(means, listed, NOW)).toMatchObject({ posts: 1, people: 1 });
  expect(await slugs(means)).toEqual([slugOfSample]);
});

test("a response that came after the posts were listed goes unseen into no removal", async () => {
  const means = await openMeans();
  await fill(means, SOME);
  const listed = await listSample(means);
  const { id } = await means.db.post.findUniqueOrThrow({ where: { slug: slugOfSample } });
  await createComment(means, id);
  expect(await removeSample(means, listed, NOW)).toEqual({ ok: false, reason: "sample.answered" });
  expect([await means.db.post.count(), await means.db.comment.count()]).toEqual([2, 1]);
  expect(await remove(means)).toMatchObject({ ok: true, posts: 2 });
});

test("a person of the sample who has an account, or has written elsewhere, stays", async () => {
  const means = await openMeans();
  await fill(means, SOME);
  const [maren, rowan] = await means.db.person.findMany({ orderBy: { handle: "asc" } });
  await means.db.account.create({
    data: {
      personId: maren?.id ?? 0,
      email: "m@example.org",
      role: "author",
      webauthnId: "w",
      createdAt: NOW,
    },
  });
  const postId = await createPost(means, { slug: "own" });
  await createComment(means, postId, {}, { viewer: { kind: "person", id: rowan?.id ?? 0 } });
  expect(await remove(means)).toEqual({ ok: true, posts: 2, people: 0, series: 0 });
  expect([await means.db.account.count(), await means.db.comment.count()]).toEqual([1, 1]);
});

test("what the site says of the sample in its own texts goes, and what its owner wrote stays", async () => {
  const means = await openMeans();
  await fill(means, SOME);
  await remove(means);
  const { tagline, aboutSource, aboutHtml } = await means.db.site.findFirstOrThrow();
  expect([tagline, aboutSource, aboutHtml]).toEqual([
    "Reflective writing, and the conversation it starts",
    "",
    "",
  ]);

  const about = (SITE["site.md"].split("---\n")[2] ?? "").trim();
  await settleSite(
    means,
    buildSettings({ tagline: "Ours", about: about.replace(/^.*$/m, "We are *here*.") }),
  );
  await remove(means);
  expect(await means.db.site.findFirstOrThrow()).toMatchObject({
    tagline: "Ours",
    aboutSource: "We are *here*.",
    aboutHtml: expect.stringContaining("<em>here</em>"),
  });
});

test("settings that were changed after they were listed are not written over, and nothing is removed", async () => {
  const means = await openMeans();
  await fill(means, SOME);
  const listed = await listSample(means);
  await settleSite(means, buildSettings({ about: "Changed." }));
  expect(await removeSample(means, listed, NOW)).toEqual({ ok: false, reason: "sample.settings-changed" });
  expect([await means.db.post.count(), await means.db.site.findFirst()]).toEqual([
    2,
    expect.objectContaining({ aboutSource: "Changed." }),
  ]);
});

test("while the site is being filled nothing is removed; a filling that was broken off is gone on with, unless it was removed", async () => {
  const means = await openMeans();
  const files = writeContent(SOME);
  await fill(means, SOME);
  const setLease = (fillingUntil: Date) => means.db.site.updateMany({ data: { fillingUntil } });
  await setLease(new Date(NOW.getTime() + 1));
  expect(await remove(means)).toEqual({ ok: false, reason: "sample.being-filled" });
  expect(await means.db.post.count()).toBe(2);

  await setLease(new Date(Date.now() + 60_000));
  const again = () => importContent(means, files, { name: "sample", onlyIfNew: true });
  expect((await again()).opened).toBe(false);
  await means.db.post.deleteMany({ where: { slug: slugOfSample } });
  await setLease(NOW);
  expect([(await again()).posts.published, (await again()).opened]).toEqual([1, false]);

  await setLease(NOW);
  await removeSample(means, await listSample(means), new Date());
  expect([(await again()).opened, await means.db.post.count()]).toEqual([false, 0]);
});
