// What was edited on the site, or written there, stays unless the import is forced.

import path from "node:path";
import { expect, test } from "vitest";
import { savePost } from "~/flows/publishing/publish-post.server";
import { renamePerson } from "~/people/person.server";
import { importContent } from "~/portability/importing/import-content.server";
import { findPostInput } from "~/posts/post-commands.server";
import { editTag, findTagToEdit } from "~/tags/tag-editing.server";
import { isPublished, postStatus } from "~/visibility/status";
import { writeContent } from "../../cli/content";
import { type Deps, openDeps } from "../../factories/database";
import { createPage } from "../../factories/pages";
import { createPerson, createPost } from "../../factories/posts";

const post = (slug: string, text: string) =>
  `---\ntitle: About ${slug}\nslug: ${slug}\ndate: 2026-03-01T09:00:00Z\nbyline: [ken]\ntags: [access]\n---\n\n${text}\n`;
const page = (text: string) => `---\ntitle: Us\nslug: us\n---\n\n${text}\n`;
const person = (bio: string) => `---\nhandle: ken\nname: Ken\n---\n\n${bio}\n`;
const series = (intro: string) => `---\nslug: notes\ntitle: Notes\n---\n\n${intro}\n`;
const talk = (body: string) =>
  `post: one\nresponses:\n  - name: Ada\n    key: hm\n    at: 2026-03-02T09:00:00Z\n    body: ${body}\n`;
const folder = (text: string) => ({
  ...{ "people/ken.md": person(text), "series/notes.md": series(text), "pages/us.md": page(text) },
  ...{ "posts/one.md": post("one", text), "posts/two.md": post("two", text) },
  "conversations/one.yml": talk(text),
});

const load = async (deps: Deps, files: Record<string, string>, options = {}) => {
  const { edited, problems, ...report } = await importContent(deps, writeContent(files), {
    name: "blog",
    ...options,
  });
  expect(problems).toEqual([]);
  return {
    ...report,
    edited: edited.map(({ file, line, message }) => `${path.basename(file)}:${line} ${message}`),
  };
};

const sources = async ({ db }: Deps) => ({
  posts: (await db.post.findMany({ orderBy: { slug: "asc" } })).map(({ source }) => source),
  page: (await db.page.findFirstOrThrow()).source,
  person: (await db.person.findFirstOrThrow({ where: { name: "Ken" } })).bioSource,
  series: (await db.series.findFirstOrThrow()).introSource,
  comment: (await db.comment.findFirstOrThrow()).source,
});

/** Edits a post as its writer does. */
async function editHere(deps: Deps, slug: string, source: string, now: Date) {
  const { id } = await deps.db.post.findUniqueOrThrow({ where: { slug } });
  const { input } = (await findPostInput(deps.db, `import:blog:posts/${slug}.md`)) ?? {};
  const { id: personId } = await deps.db.person.findFirstOrThrow();
  if (input) await savePost(deps, id, { ...input, source }, () => postStatus.published, now, { personId });
}

test("leaves what was edited on the site, lists it, and takes what wasn't", async () => {
  const deps = await openDeps();
  const { db } = deps;
  await load(deps, folder("First."));
  await editHere(deps, "one", "Edited here.", new Date("2026-11-03T12:00:00Z"));
  await db.page.updateMany({ data: { source: "Edited here.", updatedAt: new Date("2026-11-04T12:00:00Z") } });
  await db.person.updateMany({ data: { bioSource: "Edited here." } });
  await db.series.updateMany({ data: { introSource: "Edited here." } });
  await db.comment.updateMany({
    data: { source: "Edited here.", editedAt: new Date("2026-11-04T12:00:00Z") },
  });
  // A new name of a tag or a person is no edit of the post.
  await editTag(
    db,
    "access",
    { name: "Doors", description: "" },
    (await findTagToEdit(db, "access"))?.version ?? "",
  );
  const { id } = await db.person.findFirstOrThrow();
  await db.write((tx) => renamePerson(tx, id, { name: "Ken", handle: "kenneth" }));

  const { posts, edited } = await load(deps, folder("Second."));
  const stays = "stays as it is. Different:";
  const earlier = "To take the file, add --force: the text that is there becomes an earlier version.";
  const lost = "To take the file, add --force: what is there is lost.";
  expect(edited).toEqual([
    `ken.md:2 /people/ken was edited on the site, and ${stays} biography. ${lost}`,
    `notes.md:2 /series/notes was edited on the site, and ${stays} introduction. ${lost}`,
    `us.md:2 /pages/us was edited on the site, last saved on 2026-11-04, and ${stays} text. ${earlier}`,
    `one.md:2 /posts/one was edited on the site, last saved on 2026-11-03, and ${stays} text. ${earlier}`,
    expect.stringMatching(/^one.yml:3 \/comments\/\d+ was edited on the site, and stays as it is\.$/),
  ]);
  expect([posts.changed, await sources(deps)]).toEqual([
    1,
    {
      ...{ posts: ["Edited here.", "Second."], page: "Edited here.", person: "Edited here." },
      ...{ series: "Edited here.", comment: "Edited here." },
    },
  ]);
});

test("with force, takes the files, and keeps the site's texts as earlier versions", async () => {
  const deps = await openDeps();
  await load(deps, folder("First."));
  await editHere(deps, "one", "Edited here.", new Date());
  const { posts, edited } = await load(deps, folder("Second."), { force: true });
  expect([posts.changed, edited, (await sources(deps)).posts]).toEqual([2, [], ["Second.", "Second."]]);
  const versions = await deps.db.revision.findMany({
    where: { post: { slug: "one" } },
    orderBy: { number: "asc" },
  });
  expect(versions.map(({ source }) => source)).toEqual(["First.", "Edited here.", "Second."]);
  // What the import has written is its own again.
  expect((await load(deps, folder("Third."))).posts.changed).toBe(2);
});

test("leaves a post or page that was written on the site, and goes on with one that equals its file", async () => {
  const deps = await openDeps();
  await createPerson(deps, "ken", "Ken");
  const day = new Date("2026-03-01T09:00:00Z");
  for (const slug of ["one", "two"])
    await createPost(deps, { slug, title: `About ${slug}`, source: `Of ${slug}.`, tags: ["access"] }, day);
  await createPage(deps, { title: "Us", slug: "us", source: "Us." });
  const files = {
    "posts/one.md": post("one", "Of one."),
    "posts/two.md": post("two", "Another."),
    "pages/us.md": page("Them."),
  };
  const first = await load(deps, files);
  const here = "was written on the site, and stays as it is. Different: text.";
  expect([first.posts.unchanged, first.edited]).toEqual([
    1,
    [expect.stringContaining(`/pages/us ${here}`), expect.stringContaining(`/posts/two ${here}`)],
  ]);
  const second = await load(
    deps,
    { ...files, "posts/one.md": post("one", "Of one, mended.") },
    { force: true },
  );
  expect([
    second.posts.changed,
    second.edited,
    await deps.db.post.count(),
    await deps.db.page.count(),
  ]).toEqual([2, [], 2, 1]);
});

test("takes a changed file of a post imported before hashes, unless somebody published a version of it", async () => {
  const deps = await openDeps();
  await load(deps, folder("First."));
  await editHere(deps, "one", "Edited here.", new Date());
  await deps.db.post.updateMany({ data: { importedHash: null } });
  await deps.db.person.updateMany({ data: { importedHash: null } });
  const { posts, edited } = await load(deps, folder("Second."));
  expect([posts.changed, edited.map((line) => line.split(",")[0])]).toEqual([
    1,
    [
      "ken.md:2 /people/ken may have been edited on the site",
      expect.stringContaining("one.md:2 /posts/one was edited"),
    ],
  ]);
  expect((await deps.db.post.findMany()).every(isPublished)).toBe(true);
});
