// What tells one import's files from another's.

import path from "node:path";
import { expect, test } from "vitest";
import { importContent } from "~/portability/import-content.server";
import { findPost } from "~/posts/post.server";
import { writeContent } from "../cli/content";
import { type Means, openMeans } from "../factories/database";

const person = (handle: string, name: string, bio = "Writes.") =>
  `---\nhandle: ${handle}\nname: ${name}\n---\n${bio}\n`;
const post = (title: string, slug: string, more = "") =>
  `---\ntitle: ${title}\nslug: ${slug}\ndate: 2026-03-01T09:00:00Z\nbyline: [ken]\n${more}---\nThe text of ${title}.\n`;
const KEN = { "people/ken.md": person("ken", "Ken") };
const FIRST = { ...KEN, "posts/first.md": post("First", "first") };
const OTHER = { ...KEN, "posts/first.md": post("Another", "another") };

const load = (means: Means, files: Record<string, string>, name: string, replace = false) =>
  importContent(means, writeContent(files), { name, replace });
const titles = async ({ db }: Means) =>
  (await db.post.findMany({ orderBy: { slug: "asc" } })).map(({ title }) => title);
const reasons = ({ problems }: Awaited<ReturnType<typeof importContent>>) =>
  problems.map(({ file, line, field, message }) => `${path.basename(file)}:${line} ${field} ${message}`);

test("two imports that both hold posts/first.md are two posts", async () => {
  const means = await openMeans();
  await load(means, FIRST, "one");
  expect(reasons(await load(means, OTHER, "two"))).toEqual([]);
  expect(await titles(means)).toEqual(["Another", "First"]);
});

test("a file that would turn a post into another is refused, and says how to go on; --replace does it", async () => {
  const means = await openMeans();
  await load(means, FIRST, "one");
  const refused = await load(means, OTHER, "one");
  expect([reasons(refused), await titles(means)]).toEqual([
    [expect.stringMatching(/^first.md:2 title would turn “First” \(\/posts\/first\) .*--as NAME.*--replace/)],
    ["First"],
  ]);
  const replaced = await load(means, OTHER, "one", true);
  expect([replaced.posts.changed, await titles(means)]).toEqual([1, ["Another"]]);
});

test.each([
  ["renamed", post("Renamed", "first")],
  ["moved", post("First", "moved")],
])("a post that is %s is the same post", async (_how, file) => {
  const means = await openMeans();
  await load(means, FIRST, "one");
  const { posts, problems } = await load(means, { ...KEN, "posts/first.md": file }, "one");
  expect([posts.changed, problems, await means.db.post.count()]).toEqual([1, [], 1]);
});

test("a post that another import holds already is refused with the name of that import", async () => {
  const means = await openMeans();
  await load(means, FIRST, "one");
  expect(reasons(await load(means, FIRST, "two"))).toEqual([
    "first.md:3 slug first is a post of the import “one”. To change that one, import this folder with --as one",
  ]);
});

test("what was imported before imports had names is this import's, and nothing is doubled", async () => {
  const means = await openMeans();
  await load(means, FIRST, "one");
  await means.db.post.updateMany({ data: { origin: "content:posts/first.md" } });
  await means.db.person.updateMany({ data: { origin: "content:people/ken.md" } });
  // Of another folder, a file of that name is another post.
  const other = await load(means, { "posts/first.md": OTHER["posts/first.md"] }, "two");
  expect([other.posts.published, other.problems]).toEqual([1, []]);
  const again = await load(means, { ...FIRST, "people/ken.md": person("ken", "Ken", "Reads.") }, "three");
  expect([again.posts, again.problems]).toEqual([
    { published: 0, scheduled: 0, changed: 0, unchanged: 1 },
    [],
  ]);
  const origins = await means.db.post.findMany({ orderBy: { slug: "asc" }, select: { origin: true } });
  expect(origins.map(({ origin }) => origin)).toEqual([
    "import:two:posts/first.md",
    "import:three:posts/first.md",
  ]);
  expect(await means.db.person.findFirst()).toMatchObject({ bioSource: "Reads." });
});

test("a handle that is somebody else's is refused, with the posts that name it, and nobody signs for another", async () => {
  const means = await openMeans();
  await load(means, FIRST, "one");
  const other = { "people/ken.md": person("ken", "Kendra"), "posts/x.md": post("X", "x") };
  expect(reasons(await load(means, other, "two"))).toEqual([
    expect.stringMatching(/^ken.md:2 handle ken is Ken here already.*--replace/),
    "x.md:5 byline names ken, who is somebody else here: see the file of that person",
  ]);
  expect(await means.db.person.findFirst()).toMatchObject({ name: "Ken" });
  expect((await load(means, other, "two", true)).problems).toEqual([]);
  expect(await means.db.person.findFirst()).toMatchObject({ name: "Kendra" });
});

test("a member's own profile is never written over", async () => {
  const means = await openMeans();
  await load(means, FIRST, "one");
  const { id } = await means.db.person.findFirstOrThrow();
  await means.db.person.update({ where: { id }, data: { bioSource: "My own words." } });
  await means.db.account.create({
    data: { personId: id, email: "ken@example.org", role: "author", webauthnId: "w", createdAt: new Date() },
  });
  expect((await load(means, FIRST, "one", true)).problems).toEqual([]);
  expect(await means.db.person.findFirst()).toMatchObject({ name: "Ken", bioSource: "My own words." });
});

test("a series that has another title is another, and takes no parts of this folder", async () => {
  const means = await openMeans();
  const series = (title: string) => ({ "series/walks.md": `---\nslug: walks\ntitle: ${title}\n---\n` });
  await load(means, { ...KEN, ...series("Walks") }, "one");
  const part = { "posts/part.md": post("Part", "part", "series: walks\npart: 1\n") };
  expect(reasons(await load(means, { ...series("Long walks"), ...part }, "two"))).toEqual([
    expect.stringMatching(/^walks.md:2 slug walks is the series “Walks” here already.*--replace/),
    "part.md:6 series names walks, which is another series here: see its file",
  ]);
  expect((await load(means, { ...series("Long walks"), ...part }, "two", true)).problems).toEqual([]);
});

test("an empty summary is made from the text, follows it, and never comes back as if somebody had typed it", async () => {
  const means = await openMeans();
  const file = (text: string, more = "") => ({
    ...KEN,
    "posts/first.md": `${post("First", "first", more)}${text}\n`,
  });
  const shown = async () => (await findPost(means.db, "first"))?.summary;
  const typed = async () => (await means.db.post.findFirst())?.summary;
  await load(means, file("One."), "one");
  const derived = await shown();
  expect([await typed(), derived]).toEqual(["", expect.stringContaining("The text of First.")]);
  await load(means, file("One.", "summary: Typed.\n"), "one");
  expect([await typed(), await shown()]).toEqual(["Typed.", "Typed."]);
  const emptied = await load(means, file("One."), "one");
  expect([emptied.posts.changed, await typed(), await shown()]).toEqual([1, "", derived]);
  await load(
    means,
    { ...KEN, "posts/first.md": post("First", "first").replace("The text of", "Now of") },
    "one",
  );
  expect([await typed(), await shown()]).toEqual(["", "Now of First."]);
});
