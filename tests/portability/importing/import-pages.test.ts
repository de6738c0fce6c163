import path from "node:path";
import { expect, test } from "vitest";
import { importContent } from "~/portability/importing/import-content.server";
import { writeContent } from "../../cli/content";
import { type Deps, openDeps } from "../../factories/database";
import { createPage } from "../../factories/pages";

const file = (title: string, slug: string, { text = "Who we are.", more = "" } = {}) =>
  `---\ntitle: ${title}\nslug: ${slug}\n${more}---\n${text}\n`;

const load = (deps: Deps, files: Record<string, string>, replace = false) =>
  importContent(deps, writeContent(files), { name: "one", replace });

const reasons = ({ problems }: Awaited<ReturnType<typeof importContent>>) =>
  problems.map(({ file, line, field, message }) => `${path.basename(file)}:${line} ${field} ${message}`);

const pagesOf = async ({ db }: Deps) =>
  (await db.page.findMany({ orderBy: { id: "asc" } })).map(({ title, slug, version, position }) => ({
    ...{ title, slug, version, position },
  }));

test("publishes a page once, with a place in the navigation if its file says so, and its changes later", async () => {
  const deps = await openDeps();
  const about = { "pages/about.md": file("About", "about", { more: "navigation: true\n" }) };
  for (const _ of ["first", "again"]) expect(reasons(await load(deps, about))).toEqual([]);
  expect(await pagesOf(deps)).toEqual([{ title: "About", slug: "about", version: 1, position: 1 }]);
  const moved = { "pages/about.md": file("About us", "about-us", { more: "navigation: true\n" }) };
  expect(reasons(await load(deps, moved))).toEqual([]);
  expect(await pagesOf(deps)).toEqual([{ title: "About us", slug: "about-us", version: 2, position: 1 }]);
  expect(await deps.db.formerPageSlug.findMany()).toMatchObject([{ slug: "about" }]);
});

test.each([
  ["has", "about"],
  ["had", "former"],
])(
  "refuses the address that another page %s, with an example and the way to replace it",
  async (_how, slug) => {
    const deps = await openDeps();
    const id = await createPage(deps, { slug: "former" });
    await createPage(deps, { slug: "about" }, { id });
    const files = { "pages/x.md": file("Another", slug) };
    expect(reasons(await load(deps, files))).toEqual([
      `x.md:3 slug ${slug} is taken: another page has or had the address /pages/${slug}. Choose another, such as ${slug}-2. If this is the same page, use --replace.`,
    ]);
    expect(await pagesOf(deps)).toMatchObject([{ title: "About", slug: "about" }]);
    expect(reasons(await load(deps, files, true))).toEqual([]);
    expect(await pagesOf(deps)).toMatchObject([{ title: "Another", slug }]);
  },
);

test("refuses a text that can't be rendered, and goes on with the other files", async () => {
  const deps = await openDeps();
  const loaded = await load(deps, {
    "pages/deep.md": file("Deep", "deep", { text: "> ".repeat(300) }),
    "pages/sound.md": file("Sound", "sound"),
  });
  expect(reasons(loaded)).toEqual([expect.stringMatching(/^deep\.md:5 the text was refused: /)]);
  expect(await pagesOf(deps)).toMatchObject([{ slug: "sound" }]);
});
