import { expect, test } from "vitest";
import { listTextChecks } from "~/flows/text-check.server";
import { isRepairable } from "~/platform/inconsistency";
import { openDeps } from "../factories/database";
import { createComment, createPost, NOW } from "../factories/posts";

test("says of plain texts that an earlier version rendered them, and renders them again", async () => {
  const deps = await openDeps();
  const { db } = deps;
  const postId = await createPost(deps);
  for (const body of ["Plain words.", "Some *more*."]) await createComment(deps, postId, { body });
  // Of the second one nothing could be made by that version, and nothing can be made now.
  const refused = ">".repeat(3_000);
  const shown = `<p>${"&gt;".repeat(3_000)}</p>`;
  await db.comment.update({ where: { id: 2 }, data: { source: refused, html: shown } });
  await db.comment.updateMany({ data: { renderVersion: 0 } });
  await db.person.updateMany({
    data: { bioSource: "A reader.", bioHtml: "<p>A reader.</p>", renderVersion: 0 },
  });
  const find = async () =>
    (await Promise.all(listTextChecks(deps.render).map(({ find }) => find(db, NOW)))).flat();
  const found = await find();
  expect(found.map((one) => [one.row, isRepairable(one), one.advice?.includes("shown as typed")])).toEqual([
    ["person 1", true, undefined],
    ["comment 1", true, undefined],
    ["comment 2", false, true],
  ]);
  for (const { repairApart } of found) await repairApart?.(db);
  expect((await find()).map(({ row }) => row)).toEqual(["comment 2"]);
});
