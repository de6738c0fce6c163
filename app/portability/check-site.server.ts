// Checks that derived values agree with their sources, and repairs them on request.

import { checkCommentPlaces, checkCommentTexts } from "~/comments/comment-check.server";
import { checkPingbacks } from "~/flows/pingback-check.server";
import type { PublishingDeps } from "~/flows/publish-post.server";
import type { RenderMarkdown } from "~/markdown/rendered";
import { checkBios, checkHandles } from "~/people/person-check.server";
import type { Database, DatabaseClient } from "~/platform/database/database.server";
import { kindOf } from "~/platform/database/kinds.server";
import { type Inconsistency, isRepairable } from "~/platform/inconsistency";
import {
  checkFormerSlugs,
  checkMonthCounts,
  checkPostDates,
  checkPostTexts,
} from "~/posts/post-check.server";
import { checkResponseNumbers, checkResponsePages } from "~/responses/response-check.server";
import { checkSeriesTexts } from "~/series/series-rendering.server";
import { checkSiteTexts } from "~/site/site-rendering.server";
import { checkTagCounts, checkTagDates } from "~/tags/tag-check.server";

export interface CheckReport {
  /** Inconsistencies that were repaired. */
  repaired: Inconsistency[];
  /** Inconsistencies that remain. */
  left: Inconsistency[];
}

/** Checks a site. With `repair`, recomputes derived values; texts that people wrote are never changed. */
export async function checkSite(
  deps: PublishingDeps & { url: string },
  { repair, now }: { repair: boolean; now: Date },
  onProgress: (doing: string) => void = () => {},
): Promise<CheckReport> {
  const report: CheckReport = { repaired: [], left: [] };
  onProgress("the database");
  report.left.push(
    ...(await kindOf(deps.url).listFaults(deps.url)).map((fault) => ({ row: "database", fault })),
  );
  if (!repair) {
    // A single snapshot: otherwise a write between two queries would look like an inconsistency.
    const found = await deps.db.snapshot(async (db) => {
      const found: Inconsistency[] = [];
      for (const [name, check] of CHECKS) {
        onProgress(name);
        found.push(...(await check({ ...deps, db }, now)));
      }
      return found;
    });
    return { repaired: [], left: distinct([...report.left, ...found]) };
  }
  for (const [name, check] of CHECKS) {
    onProgress(name);
    const look = () => deps.db.snapshot((db) => check({ ...deps, db }, now));
    const faults = await look();
    const mendable = faults.filter(isRepairable);
    if (mendable.length === 0) {
      report.left.push(...faults);
      continue;
    }
    await mendAll(deps.db, mendable);
    const left = await look();
    const isLeft = new Set(left.map(nameOf));
    report.left.push(...left);
    report.repaired.push(...mendable.filter((fault) => !isLeft.has(nameOf(fault))));
  }
  return { ...report, left: distinct(report.left) };
}

/** Removes duplicates, because response numbers are checked twice. */
const distinct = (faults: Inconsistency[]) => [
  ...new Map(faults.map((fault) => [nameOf(fault), fault])).values(),
];

type Check = (deps: { db: DatabaseClient; render: RenderMarkdown }, now: Date) => Promise<Inconsistency[]>;

const nameOf = ({ row, fault }: Inconsistency) => `${row} ${fault}`;

/** In the order of their dependencies: what is repaired first is a source of later checks. */
const CHECKS: [string, Check][] = [
  ["the site’s own texts", checkSiteTexts],
  ["bios", checkBios],
  ["introductions of series", checkSeriesTexts],
  ["handles", ({ db }) => checkHandles(db)],
  ["former addresses of posts", ({ db }) => checkFormerSlugs(db)],
  ["texts of posts", checkPostTexts],
  ["texts of comments", checkCommentTexts],
  ["dates of posts", ({ db }) => checkPostDates(db)],
  ["numbers of posts by month", ({ db }) => checkMonthCounts(db)],
  ["dates under tags", ({ db }) => checkTagDates(db)],
  ["numbers of posts by tag", ({ db }) => checkTagCounts(db)],
  ["numbers given to responses", ({ db }) => checkResponseNumbers(db)],
  ["pingbacks", ({ db }, now) => checkPingbacks(db, now)],
  ["places of comments in their threads", ({ db }) => checkCommentPlaces(db)],
  ["counts of responses", ({ db }) => checkResponseNumbers(db)],
  ["pages of discussions", ({ db }) => checkResponsePages(db)],
];

/** Runs each repair once, in its own transaction, so that others can write in between. */
async function mendAll(db: Database, faults: Inconsistency[]) {
  for (const repair of new Set(faults.map((fault) => fault.repair))) if (repair) await db.write(repair);
  for (const { repairApart } of faults) await repairApart?.(db);
}
