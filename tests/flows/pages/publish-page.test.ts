// Publishing and arranging pages at the same moment.

import { expect, test } from "vitest";
import { publishPage, withdrawPageOfDraft } from "~/flows/pages/publish-page.server";
import { movePage, orderOf } from "~/pages/navigation.server";
import { MAX_IN_NAVIGATION } from "~/pages/page.schema";
import type { Deps } from "../../factories/database";
import { openDeps } from "../../factories/database";
import { createDraft } from "../../factories/drafts";
import { createPage } from "../../factories/pages";
import { createMember } from "../../factories/people";
import { NOW } from "../../factories/posts";

async function openDesk() {
  const deps = await openDeps();
  const [eve, ed] = await Promise.all([
    createMember(deps.db, "eve", { role: "editor", password: null }),
    createMember(deps.db, "ed", { role: "editor", password: null }),
  ]);
  const begin = (who: typeof eve, title: string, slug: string) =>
    createDraft(deps.db, who, { title, slug, source: `${title}.` }, NOW, "page");
  return { deps, eve, ed, begin };
}

const outcomes = (results: { ok: boolean; reason?: string }[]) =>
  results.map((result) => (result.ok ? "ok" : result.reason)).sort();

/** The pages of the navigation in their order, with their places. */
const navigationOf = async ({ db }: Deps) =>
  (await db.page.findMany({ where: { position: { not: null } }, orderBy: { position: "asc" } })).map(
    ({ title, position }) => [title, position],
  );

test("publishes one of two drafts with the same address at once, and keeps the other as a draft", async () => {
  const { deps, eve, ed, begin } = await openDesk();
  const first = await begin(eve, "By Eve", "about");
  const second = await begin(ed, "By Ed", "about");
  const results = await Promise.all([
    publishPage(deps, eve, { draftId: first, version: 1 }, NOW),
    publishPage(deps, ed, { draftId: second, version: 1 }, NOW),
  ]);
  expect(outcomes(results)).toEqual(["ok", "page.slug-taken"]);
  expect(await deps.db.page.count()).toBe(1);
  expect(await deps.db.draft.count({ where: { pageId: null } })).toBe(1);
});

test("publishes a draft once when two editors press at once", async () => {
  const { deps, eve, ed, begin } = await openDesk();
  const draftId = await begin(eve, "About", "about");
  const press = (who: typeof eve) => publishPage(deps, who, { draftId, version: 1 }, NOW);
  expect(outcomes(await Promise.all([press(eve), press(ed), press(eve)]))).toEqual(["ok", "ok", "ok"]);
  expect([await deps.db.page.count(), await deps.db.pageVersion.count()]).toEqual([1, 1]);
});

test("withdraws and publishes at once in one order or the other: a withdrawn page has no place in the navigation", async () => {
  const { deps, eve, begin } = await openDesk();
  const draftId = await begin(eve, "About", "about");
  await publishPage(deps, eve, { draftId, version: 1 }, NOW);
  const { id } = await deps.db.page.findFirstOrThrow();
  const results = await Promise.all([
    withdrawPageOfDraft(deps, eve, draftId),
    deps.db.write((tx) => movePage(tx, id, "add", "")),
  ]);
  expect(results[0]).toEqual({ ok: true });
  expect(await deps.db.page.findFirstOrThrow()).toMatchObject({ status: "withdrawn", position: null });
});

test("moves one of two pages that are moved at once, and tells the other administrator", async () => {
  const { deps } = await openDesk();
  const ids: number[] = [];
  for (const title of ["A", "B", "C"])
    ids.push(await createPage(deps, { title, slug: title.toLowerCase() }, { isInNavigation: true }));
  const [a, b, c] = ids as [number, number, number];
  const seen = orderOf([a, b, c]);
  const results = await Promise.all([
    deps.db.write((tx) => movePage(tx, a, "down", seen)),
    deps.db.write((tx) => movePage(tx, c, "remove", seen)),
  ]);
  expect(outcomes(results)).toEqual(["navigation.changed", "ok"]);
  const moved = results[0].ok ? ["B", "A", "C"] : ["A", "B"];
  expect(await navigationOf(deps)).toEqual(moved.map((title, index) => [title, index + 1]));
});

test("gives the last free place of the navigation to one of two pages", async () => {
  const { deps } = await openDesk();
  const placed: number[] = [];
  for (let count = 1; count < MAX_IN_NAVIGATION; count++)
    placed.push(await createPage(deps, { slug: `p${count}` }, { isInNavigation: true }));
  const others = [await createPage(deps, { slug: "x" }), await createPage(deps, { slug: "y" })];
  const results = await Promise.all(
    others.map((id) => deps.db.write((tx) => movePage(tx, id, "add", orderOf(placed)))),
  );
  expect(outcomes(results)).toEqual(["navigation.changed", "ok"]);
  const places = (await navigationOf(deps)).map(([, position]) => position);
  expect(places).toEqual(Array.from({ length: MAX_IN_NAVIGATION }, (_, index) => index + 1));
});
