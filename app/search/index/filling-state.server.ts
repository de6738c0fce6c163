// How far the index is filled, for the check: what isn't indexed yet is no fault.

import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import type { Inconsistency } from "~/platform/inconsistency";
import { postStatus, responseStatus } from "~/visibility/status";
import { ANALYSER_VERSION } from "../words/stems";
import { KINDS } from "./entry-key";
import { beginFilling, fillSearchJob } from "./filling.server";

export type FillingState = "filled" | "filling" | "not begun" | "stopped";

/** "not begun" before a site that was restored or copied starts; "stopped" if no job fills it any more. */
export async function readFillingState(db: DatabaseClient): Promise<FillingState> {
  const filling = await db.searchFilling.findFirst();
  if (!filling) return (await db.searchEntry.count()) === 0 ? "not begun" : "filled";
  if (filling.endedAt) return "filled";
  const jobs = await db.$queryRaw<{ id: number }[]>`
    SELECT "id" FROM "Job" WHERE "kind" = ${fillSearchJob.kind} AND "status" IN ('waiting', 'running') LIMIT 1`;
  return jobs.length > 0 ? "filling" : "stopped";
}

/** A sentence on an index that isn't filled; null if it is. */
export async function noteFilling(db: DatabaseClient): Promise<string | null> {
  const state = await readFillingState(db);
  if (state === "not begun") return "The index of the search is filled when the site starts.";
  if (state !== "filling") return null;
  const kind = { in: [KINDS.post, KINDS.comment] };
  const done = await db.searchEntry.count({ where: { version: ANALYSER_VERSION, kind } });
  const [row] = await db.$queryRaw<{ all: number | bigint }[]>`
    SELECT (SELECT count(*) FROM "Post" WHERE "status" = ${postStatus.published}) + (
      SELECT count(*) FROM "Comment" c JOIN "Post" p ON p."id" = c."postId"
      WHERE c."status" = ${responseStatus.approved} AND p."status" = ${postStatus.published}
    ) AS "all"`;
  const all = Number(row?.all ?? 0);
  return `The index of the search is still being filled: ${inDigits(done)} of ${inDigits(all)} posts and responses.`;
}

const inDigits = (count: number) => count.toLocaleString("en");

/** That the filling has stopped, by which older texts would never be found. */
export const STOPPED: Inconsistency = {
  row: "index of the search",
  problem: "was not filled to its end",
  repair: (tx: Transaction) => beginFilling(tx, new Date()),
};
