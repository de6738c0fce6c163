// Whether everything that follows from something else still does; and on request, made to.

import { checkCommentPlaces, checkCommentTexts } from "~/comments/comment-check.server";
import { checkBios, checkHandles } from "~/people/person-check.server";
import type { Database } from "~/platform/database/database.server";
import { listDatabaseFaults } from "~/platform/database/soundness.server";
import { type Fault, isMendable } from "~/platform/fault";
import {
  checkFormerSlugs,
  checkMonthCounts,
  checkPostDates,
  checkPostTexts,
} from "~/posts/post-check.server";
import { checkPingbacks } from "~/publishing/pingback-check.server";
import type { PublishingMeans } from "~/publishing/publish-post.server";
import { checkResponseNumbers, checkResponsePages } from "~/responses/response-check.server";
import { checkSeriesTexts } from "~/series/series-rendering.server";
import { checkSiteTexts } from "~/site/site-rendering.server";
import { checkTagCounts, checkTagDates } from "~/tags/tag-check.server";

export interface CheckReport {
  /** What was wrong and is mended. */
  mended: Fault[];
  /** What is wrong still. */
  left: Fault[];
}

/** Checks a site; with `repair`, mends what is derived, and never what a person wrote. */
export async function checkSite(
  means: PublishingMeans & { url: string },
  { repair, now }: { repair: boolean; now: Date },
  onProgress: (doing: string) => void = () => {},
): Promise<CheckReport> {
  const report: CheckReport = { mended: [], left: [] };
  onProgress("the database");
  report.left.push(...(await listDatabaseFaults(means.url)).map((fault) => ({ row: "database", fault })));
  for (const [name, check] of listChecks(means, now)) {
    onProgress(name);
    const faults = await check();
    const mendable = faults.filter(isMendable);
    if (!repair || mendable.length === 0) {
      report.left.push(...faults);
      continue;
    }
    await mendAll(means.db, mendable);
    const left = await check();
    const isLeft = new Set(left.map(nameOf));
    report.left.push(...left);
    report.mended.push(...mendable.filter((fault) => !isLeft.has(nameOf(fault))));
  }
  // The numbers of responses are looked at before and after what may change them.
  const left = new Map(report.left.map((fault) => [nameOf(fault), fault]));
  return { ...report, left: [...left.values()] };
}

const nameOf = ({ row, fault }: Fault) => `${row} ${fault}`;

/** In an order in which what is mended first is what the later ones follow from. */
const listChecks = (means: PublishingMeans, now: Date): [string, () => Promise<Fault[]>][] => [
  ["what the site says of itself", () => checkSiteTexts(means)],
  ["what people say of themselves", () => checkBios(means)],
  ["what series say of themselves", () => checkSeriesTexts(means)],
  ["handles", () => checkHandles(means.db)],
  ["former addresses of posts", () => checkFormerSlugs(means.db)],
  ["the texts of posts", () => checkPostTexts(means)],
  ["the texts of comments", () => checkCommentTexts(means)],
  ["the dates of posts", () => checkPostDates(means.db)],
  ["the counts of months", () => checkMonthCounts(means.db)],
  ["the dates under tags", () => checkTagDates(means.db)],
  ["the counts of tags", () => checkTagCounts(means.db)],
  ["the numbers of responses", () => checkResponseNumbers(means.db)],
  ["pingbacks", () => checkPingbacks(means.db, now)],
  ["the places of comments", () => checkCommentPlaces(means.db)],
  ["the counts of responses", () => checkResponseNumbers(means.db)],
  ["the pages of discussions", () => checkResponsePages(means.db)],
];

/** Each remedy once, in a transaction of its own: others write in between. */
async function mendAll(db: Database, faults: Fault[]) {
  for (const mend of new Set(faults.map((fault) => fault.mend))) if (mend) await db.write(mend);
  for (const { mendApart } of faults) await mendApart?.(db);
}
