// Distinguishing the files of different imports.

import path from "node:path";
import { expect, test } from "vitest";
import { editProfile } from "~/people/person.server";
import { importContent } from "~/portability/importing/import-content.server";
import { findPost } from "~/posts/filed-post.server";
import { everyone } from "~/visibility/visibility.server";
import { writeContent } from "../../cli/content";
import { type Deps, openDeps } from "../../factories/database";
import { UNCITED } from "../../factories/people";

const person = (handle: string, name: string, bio = "Writes.") =>
  `---\nhandle: ${handle}\nname: ${name}\n---\n${bio}\n`;
const post = (title: string, slug: string, more = "") =>
  `---\ntitle: ${title}\nslug: ${slug}\ndate: 2026-03-01T09:00:00Z\nbyline: [ken]\n${more}---\nThe text of ${title}.\n`;
const KEN = { "people/ken.md": person("ken", "Ken") };
const FIRST = { ...KEN, "posts/first.md": post("First", "first") };
const OTHER = { ...KEN, "posts/first.md": post("Another", "another") };

const load = (deps: Deps, files: Record<string, string>, name: string, replace = false) =>
  importContent(deps, writeContent(files), { name, replace });
const titles = async ({ db }: Deps) =>
  (await db.post.findMany({ orderBy: { slug: "asc" } })).map(({ title }) => title);
const reasons = ({ problems }: Awaited<ReturnType<typeof importContent>>) =>
  problems.map(({ file, line, field, message }) => `${path.basename(file)}:${line} ${field} ${message}`);

test("two imports with posts/first.md create two posts", async () => {
  const deps = await openDeps();
  await load(deps, FIRST, "one");
  expect(reasons(await load(deps, OTHER, "two"))).toEqual([]);
  expect(await titles(deps)).toEqual(["Another", "First"]);
});

test("refuses a file that would turn a post into another one, unless --replace is given", async () => {
  const deps = await openDeps();
  await load(deps, FIRST, "one");
  const refused = await load(deps, OTHER, "one");
  expect([reasons(refused), await titles(deps)]).toEqual([
    [expect.stringMatching(/^first.md:2 title would turn “First” \(\/posts\/first\) .*--as NAME.*--replace/)],
    ["First"],
  ]);
  const replaced = await load(deps, OTHER, "one", true);
  expect([replaced.posts.changed, await titles(deps)]).toEqual([1, ["Another"]]);
});

test.each([
  ["with a new title", post("Renamed", "first")],
  ["with a new slug", post("First", "moved")],
])("updates a post %s", async (_how, file) => {
  const deps = await openDeps();
  await load(deps, FIRST, "one");
  const { posts, problems } = await load(deps, { ...KEN, "posts/first.md": file }, "one");
  expect([posts.changed, problems, await deps.db.post.count()]).toEqual([1, [], 1]);
});

test("refuses a post of another import, and names that import", async () => {
  const deps = await openDeps();
  await load(deps, FIRST, "one");
  expect(reasons(await load(deps, FIRST, "two"))).toEqual([
    "first.md:3 slug first is already a post of the import “one”. To change that post, import this folder with --as one",
  ]);
});

test("takes over posts from before imports had names, without duplicates", async () => {
  const deps = await openDeps();
  await load(deps, FIRST, "one");
  await deps.db.post.updateMany({ data: { origin: "content:posts/first.md" } });
  await deps.db.person.updateMany({ data: { origin: "content:people/ken.md" } });
  // A file of that name from another folder is another post.
  const other = await load(deps, { "posts/first.md": OTHER["posts/first.md"] }, "two");
  expect([other.posts.published, other.problems]).toEqual([1, []]);
  const again = await load(deps, { ...FIRST, "people/ken.md": person("ken", "Ken", "Reads.") }, "three");
  expect([again.posts, again.problems]).toEqual([
    { published: 0, scheduled: 0, changed: 0, unchanged: 1 },
    [],
  ]);
  const origins = await deps.db.post.findMany({ orderBy: { slug: "asc" }, select: { origin: true } });
  expect(origins.map(({ origin }) => origin)).toEqual([
    "import:two:posts/first.md",
    "import:three:posts/first.md",
  ]);
  expect(await deps.db.person.findFirst()).toMatchObject({ bioSource: "Reads." });
});

test("refuses a handle that belongs to someone else, with the posts and responses that use it", async () => {
  const deps = await openDeps();
  await load(deps, FIRST, "one");
  const said = "post: first\nresponses:\n  - person: ken\n    at: 2026-03-02\n    body: Hm.\n";
  const other = {
    ...{ "people/ken.md": person("ken", "Kendra"), "posts/x.md": post("X", "x") },
    "conversations/x.yml": said,
  };
  expect(reasons(await load(deps, other, "two"))).toEqual([
    expect.stringMatching(/^ken.md:2 handle ken is taken: Ken has it on this site\..*ken-2.*--replace/),
    "x.md:5 byline names ken, who is another person on this site. See the message about the file of that person.",
    "x.yml:3 responses.0 is by ken, who is another person on this site. See the message about the file of that person.",
  ]);
  expect(await deps.db.person.findFirst()).toMatchObject({ name: "Ken" });
  expect((await load(deps, other, "two", true)).problems).toEqual([]);
  expect(await deps.db.person.findFirst()).toMatchObject({ name: "Kendra" });
});

test("never overwrites a member's profile", async () => {
  const deps = await openDeps();
  await load(deps, FIRST, "one");
  const { id } = await deps.db.person.findFirstOrThrow();
  await deps.db.person.update({ where: { id }, data: { bioSource: "My own words." } });
  await deps.db.account.create({
    data: { personId: id, email: "ken@example.org", role: "author", webauthnId: "w", createdAt: new Date() },
  });
  expect((await load(deps, FIRST, "one", true)).problems).toEqual([]);
  expect(await deps.db.person.findFirst()).toMatchObject({ name: "Ken", bioSource: "My own words." });
});

test("keeps a member's changed handle, and applies files with the former one to them", async () => {
  const deps = await openDeps();
  const said = "post: first\nresponses:\n  - person: ken\n    at: 2026-03-02\n    body: Hm.\n";
  const files = { ...FIRST, "conversations/first.yml": said };
  await load(deps, files, "one");
  const { id } = await deps.db.person.findFirstOrThrow();
  await deps.db.account.create({
    data: { personId: id, email: "ken@example.org", role: "author", webauthnId: "w", createdAt: new Date() },
  });
  await editProfile(
    deps,
    id,
    { name: "Ken", handle: "kenneth", ...UNCITED, site: "", orcid: "", bio: "" },
    new Date(),
  );
  const again = await load(deps, files, "one");
  expect([again.problems, again.posts.unchanged, again.responses.unchanged]).toEqual([[], 1, 1]);
  const more = await load(deps, { ...files, "posts/more.md": post("More", "more") }, "one");
  expect([more.problems, more.posts.published]).toEqual([[], 1]);
  expect(await deps.db.person.findMany({ select: { handle: true } })).toEqual([{ handle: "kenneth" }]);
  expect(await deps.db.byline.count({ where: { personId: id } })).toBe(2);
});

test("leaves a post unchanged that becomes another one while its file is rendered", async () => {
  const deps = await openDeps();
  await load(deps, FIRST, "one");
  const render: typeof deps.render = async (source, options) => {
    if (source.includes("Changed."))
      await deps.db.post.updateMany({ data: { title: "Another", slug: "another", source: "Another." } });
    return deps.render(source, options);
  };
  const changed = { ...FIRST, "posts/first.md": `${FIRST["posts/first.md"]}Changed.\n` };
  expect(reasons(await load({ ...deps, render }, changed, "one"))).toEqual([
    expect.stringMatching(/^first.md:2 title would turn “Another” \(\/posts\/another\) into another post/),
  ]);
  expect(await deps.db.post.findFirst()).toMatchObject({ title: "Another", source: "Another." });
});

test("refuses a series with another title, with its parts", async () => {
  const deps = await openDeps();
  const series = (title: string) => ({ "series/walks.md": `---\nslug: walks\ntitle: ${title}\n---\n` });
  await load(deps, { ...KEN, ...series("Walks") }, "one");
  const part = { "posts/part.md": post("Part", "part", "series: walks\npart: 1\n") };
  expect(reasons(await load(deps, { ...series("Long walks"), ...part }, "two"))).toEqual([
    expect.stringMatching(/^walks.md:2 slug walks is taken: the series “Walks” has it.*walks-2.*--replace/),
    "part.md:6 series names walks, which is another series on this site. See the message about its file.",
  ]);
  expect((await load(deps, { ...series("Long walks"), ...part }, "two", true)).problems).toEqual([]);
});

test("derives an empty summary from the text without storing it as typed", async () => {
  const deps = await openDeps();
  const file = (text: string, more = "") => ({
    ...KEN,
    "posts/first.md": `${post("First", "first", more)}${text}\n`,
  });
  const shown = async () => (await findPost(deps.db, everyone, "first"))?.summary;
  const typed = async () => (await deps.db.post.findFirst())?.summary;
  await load(deps, file("One."), "one");
  const derived = await shown();
  expect([await typed(), derived]).toEqual(["", expect.stringContaining("The text of First.")]);
  await load(deps, file("One.", "summary: Typed.\n"), "one");
  expect([await typed(), await shown()]).toEqual(["Typed.", "Typed."]);
  const emptied = await load(deps, file("One."), "one");
  expect([emptied.posts.changed, await typed(), await shown()]).toEqual([1, "", derived]);
  await load(
    deps,
    { ...KEN, "posts/first.md": post("First", "first").replace("The text of", "Now of") },
    "one",
  );
  expect([await typed(), await shown()]).toEqual(["", "Now of First."]);
});
