import { expect, test } from "vitest";
import { readDetails } from "~/drafts/draft";
import { renumberWorkingCopies } from "~/drafts/draft-parts.server";
import { openDeps } from "../factories/database";
import { createDraft } from "../factories/drafts";
import { createMember } from "../factories/people";
import { createPost } from "../factories/posts";

test("a working copy gets its post’s new number, unless somebody has changed it there", async () => {
  const deps = await openDeps();
  const { db } = deps;
  const ada = await createMember(db, "ada", { role: "author" });
  const parts = [];
  for (const details of [
    { series: "notes", part: "1" },
    { series: "notes", part: "7" },
    { series: "other", part: "1" },
  ]) {
    const postId = await createPost(deps);
    const id = await createDraft(db, ada, details);
    await db.draft.update({ where: { id }, data: { postId } });
    parts.push({ id, postId });
  }
  const moved = new Map(parts.map(({ postId }) => [postId, { from: 1, to: 3 }]));
  await db.write((tx) => renumberWorkingCopies(tx, ["notes"], moved));
  const after = await db.draft.findMany({ orderBy: { id: "asc" }, select: { details: true, version: true } });
  expect(after.map(({ details, version }) => [readDetails(details).part, version])).toEqual([
    ["3", 1],
    ["7", 1],
    ["1", 1],
  ]);
});
