// Checks that derived values agree with their sources, and repairs them on request.

import type { PublishingDeps } from "~/flows/publish-post.server";
import { listTextChecks } from "~/flows/text-check.server";
import { CHECKS } from "~/inventory.server";
import type { RenderMarkdown } from "~/markdown/rendered";
import type { Database } from "~/platform/database/database.server";
import { kindOf } from "~/platform/database/kinds.server";
import { type Inconsistency, isRepairable } from "~/platform/inconsistency";
import type { Check } from "~/platform/inventory";

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
  const checks = listChecks(deps.render);
  const report: CheckReport = { repaired: [], left: [] };
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
      return found;
    });
    return { repaired: [], left: [...report.left, ...found] };
  }
  for (const { name, find } of checks) {
    onProgress(name);
    const look = () => deps.db.snapshot((db) => find(db, now));
    const inconsistencies = await look();
    const repairable = inconsistencies.filter(isRepairable);
    if (repairable.length === 0) {
      report.left.push(...inconsistencies);
      continue;
    }
    await repairAll(deps.db, repairable);
    const left = await look();
    const isLeft = new Set(left.map(nameOf));
    report.left.push(...left);
    report.repaired.push(...repairable.filter((one) => !isLeft.has(nameOf(one))));
  }
  return report;
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
