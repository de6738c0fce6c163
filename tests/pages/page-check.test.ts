import { expect, test } from "vitest";
import { checkFormerPageSlugs, checkPageVersions } from "~/pages/page-check.server";
import type { Inconsistency } from "~/platform/inconsistency";
import { type Deps, openDeps } from "../factories/database";
import { createPage } from "../factories/pages";

async function repair({ db }: Deps, found: Inconsistency[]) {
  for (const { repair } of found) if (repair) await db.write((tx) => repair(tx));
}

test("finds nothing wrong with pages that were moved and edited", async () => {
  const deps = await openDeps();
  const id = await createPage(deps, { slug: "about" });
  await createPage(deps, { slug: "about-us" }, { id });
  expect([await checkFormerPageSlugs(deps.db), await checkPageVersions(deps.db)]).toEqual([[], []]);
});

test("removes a former slug that its page uses again", async () => {
  const deps = await openDeps();
  const pageId = await createPage(deps, { slug: "about" });
  await deps.db.formerPageSlug.createMany({
    data: [
      { slug: "about", pageId },
      { slug: "about-us", pageId },
    ],
  });
  const found = await checkFormerPageSlugs(deps.db);
  expect(found).toMatchObject([
    { row: "former slug about of a page", problem: `redirects to page ${pageId}, which still uses it` },
  ]);
  await repair(deps, found);
  expect(await deps.db.formerPageSlug.findMany()).toEqual([{ slug: "about-us", pageId }]);
});

test("tells of a former slug that another page uses, and leaves the choice to a person", async () => {
  const deps = await openDeps();
  const [first, second] = [await createPage(deps, { slug: "a" }), await createPage(deps, { slug: "b" })];
  await deps.db.formerPageSlug.create({ data: { slug: "b", pageId: first } });
  const found = await checkFormerPageSlugs(deps.db);
  expect(found).toEqual([
    {
      row: "former slug b of a page",
      problem: `redirects to page ${first}, but page ${second} uses it now`,
    },
  ]);
});

test("gives a page the number of its last version", async () => {
  const deps = await openDeps();
  const id = await createPage(deps);
  await createPage(deps, { source: "More." }, { id });
  await deps.db.page.update({ where: { id }, data: { version: 7 } });
  const found = await checkPageVersions(deps.db);
  expect(found).toMatchObject([{ row: `page ${id}`, problem: "has version 7, but its last version is 2" }]);
  await repair(deps, found);
  expect([await checkPageVersions(deps.db), (await deps.db.page.findFirstOrThrow()).version]).toEqual([
    [],
    2,
  ]);
});

test("leaves a page alone that was published between the check and the repair", async () => {
  const deps = await openDeps();
  const id = await createPage(deps);
  await deps.db.page.update({ where: { id }, data: { version: 7 } });
  const found = await checkPageVersions(deps.db);
  await deps.db.page.update({ where: { id }, data: { version: 1 } });
  await deps.db.pageVersion.updateMany({ where: { pageId: id }, data: { number: 1 } });
  await createPage(deps, { source: "More." }, { id });
  await repair(deps, found);
  expect((await deps.db.page.findFirstOrThrow()).version).toBe(2);
});
