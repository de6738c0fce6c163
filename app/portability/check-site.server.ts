// Checks that derived values agree with their sources, and repairs them on request.

import type { PublishingDeps } from "~/flows/publishing/publish-post.server";
import { listTextChecks } from "~/flows/text-check.server";
import { CHECKS } from "~/inventory.server";
import type { RenderMarkdown } from "~/markdown/rendered";
import type { MediaStore } from "~/media/store/store";
import { storedFilesCheck } from "~/media/store/stored-files-check.server";
import type { Database, DatabaseClient } from "~/platform/database/database.server";
import { kindOf } from "~/platform/database/kinds.server";
import { type Inconsistency, isRepairable } from "~/platform/inconsistency";
import type { Check } from "~/platform/inventory";

export interface CheckReport {
  /** Inconsistencies that were repaired. */
  repaired: Inconsistency[];
  /** Inconsistencies that remain. */
  left: Inconsistency[];
  /** What a person should know though it is no inconsistency. */
  notes: string[];
}

/** Checks a site, with the files of its uploads if `mediaStore` is given. With `repair`, recomputes derived values; texts that people wrote are never changed. */
export async function checkSite(
  deps: PublishingDeps & { url: string; mediaStore?: MediaStore },
  { repair, now }: { repair: boolean; now: Date },
  onProgress: (doing: string) => void = () => {},
): Promise<CheckReport> {
  const checks = [
    ...listChecks(deps.render),
    ...(deps.mediaStore ? [storedFilesCheck(deps.mediaStore)] : []),
  ];
  const report: CheckReport = { repaired: [], left: [], notes: [] };
  onProgress("the database");
  report.left.push(
    ...(await kindOf(deps.url).listFaults(deps.url)).map((problem) => ({ row: "database", problem })),
  );
  if (!repair) {
    // A single snapshot: otherwise a write between two queries would look like an inconsistency.
    const found = await deps.db.snapshot(async (db) => {
      const found: Inconsistency[] = [];
      for (const { name, find } of checks) {
        onProgress(name);
        found.push(...(await find(db, now)));
      }
      report.notes.push(...(await listNotes(db, checks)));
      return found;
    });
    return { ...report, left: [...report.left, ...found] };
  }
  for (let next = 0; next < checks.length; next++) {
    // One snapshot for all checks up to the next repair: to open one takes longer than most checks.
    const look = await deps.db.snapshot((db) => findRepairable(db, checks.slice(next), now, onProgress));
    report.left.push(...look.left);
    next += look.passed;
    const check = checks[next];
    if (!check) break;
    await repairAll(deps.db, look.repairable);
    const left = await deps.db.snapshot((db) => check.find(db, now));
    const isLeft = new Set(left.map(nameOf));
    report.left.push(...left);
    report.repaired.push(...look.repairable.filter((one) => !isLeft.has(nameOf(one))));
  }
  report.notes.push(...(await deps.db.snapshot((db) => listNotes(db, checks))));
  return report;
}

async function listNotes(db: DatabaseClient, checks: Check[]): Promise<string[]> {
  const notes: string[] = [];
  for (const { note } of checks) notes.push(...[(await note?.(db)) ?? []].flat());
  return notes;
}

/** Runs checks up to the first that finds something to repair. Returns what the `passed` checks before it found, and what is
 *  to be repaired. */
async function findRepairable(
  db: DatabaseClient,
  checks: Check[],
  now: Date,
  onProgress: (doing: string) => void,
): Promise<{ left: Inconsistency[]; passed: number; repairable: Inconsistency[] }> {
  const left: Inconsistency[] = [];
  for (const [passed, { name, find }] of checks.entries()) {
    onProgress(name);
    const found = await find(db, now);
    const repairable = found.filter(isRepairable);
    if (repairable.length > 0) return { left, passed, repairable };
    left.push(...found);
  }
  return { left, passed: checks.length, repairable: [] };
}

const nameOf = ({ row, problem }: Inconsistency) => `${row} ${problem}`;

/** Texts come first, since pingbacks follow from their links. */
const listChecks = (render: RenderMarkdown): Check[] => [...listTextChecks(render), ...CHECKS];

/** Runs each repair once, in its own transaction, so that others can write in between. */
async function repairAll(db: Database, inconsistencies: Inconsistency[]) {
  for (const repair of new Set(inconsistencies.map(({ repair }) => repair)))
    if (repair) await db.write(repair);
  for (const { repairApart } of inconsistencies) await repairApart?.(db);
}
