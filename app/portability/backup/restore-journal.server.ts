// A journal of the running restore on disk. After a crash, the next process completes the restore or undoes
// it.

import { closeSync, existsSync, openSync, rmSync, statSync } from "node:fs";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { kindOf } from "~/platform/database/kinds.server";
import { takeFileLock } from "~/platform/database/sqlite/file-lock.mjs";
import type { SitePlace } from "./backup.server";
import { syncToDisk } from "./backup-archive.server";
import { UPLOADS } from "./backup-manifest";

const planSchema = z.object({
  /** Identifies the restore in PostgreSQL. */
  id: z.string(),
  /** The staged SQLite file that is renamed into place; null for PostgreSQL, where the commit decides. */
  database: z.string().nullable(),
  uploads: z.object({
    place: z.string(),
    staged: z.string(),
    /** Where the present uploads are kept until the restore is complete. */
    before: z.string(),
    wereThere: z.boolean(),
    come: z.boolean(),
  }),
  /** Folders that are deleted at the end, whatever the outcome. */
  staging: z.array(z.string()),
});

export type RestorePlan = z.infer<typeof planSchema>;

const journalOf = ({ dataDir }: SitePlace) => path.join(path.resolve(dataDir), "restoring.json");

/** Plans a restore of the staged files. */
export function planRestore(
  { dataDir }: SitePlace,
  id: string,
  database: string | null,
  { uploads, staging }: { uploads: string; staging: string[] },
): RestorePlan {
  const place = path.resolve(dataDir, UPLOADS.replace(/\/$/, ""));
  const before = `${place}.before-restore`;
  const moves = { place, staged: uploads, before, wereThere: existsSync(place), come: existsSync(uploads) };
  return { id, database, uploads: moves, staging };
}

/** Writes the journal, then moves the uploads. */
export async function beginRestore(site: SitePlace, plan: RestorePlan): Promise<void> {
  const { place, staged, before, wereThere, come } = plan.uploads;
  await rm(before, { recursive: true, force: true });
  const journal = journalOf(site);
  await writeFile(`${journal}.new`, JSON.stringify(plan));
  await syncToDisk(`${journal}.new`);
  await rename(`${journal}.new`, journal);
  await syncToDisk(path.dirname(journal));
  if (wereThere) await rename(place, before);
  if (come) await rename(staged, place);
  await syncToDisk(path.dirname(place));
}

/** Completes the restore if its database is in place, and undoes it otherwise. Returns whether it was
 *  completed. */
export async function settlePlan(site: SitePlace, plan: RestorePlan): Promise<boolean> {
  const { place, staged, before, wereThere, come } = plan.uploads;
  const isDone = await kindOf(site.databaseUrl).isRestored(site.databaseUrl, {
    id: plan.id,
    staged: plan.database,
  });
  if (!isDone) {
    if (come && !existsSync(staged) && existsSync(place)) await rename(place, staged);
    if (wereThere && existsSync(before) && !existsSync(place)) await rename(before, place);
  }
  await syncToDisk(path.dirname(place));
  for (const folder of [before, ...plan.staging]) await rm(folder, { recursive: true, force: true });
  await rm(`${journalOf(site)}.new`, { force: true });
  await rm(journalOf(site), { force: true });
  return isDone;
}

/** The plan of an interrupted restore; null if there is none. */
export async function findPlan(site: SitePlace): Promise<RestorePlan | null> {
  if (!existsSync(journalOf(site))) return null;
  return planSchema.parse(JSON.parse(await readFile(journalOf(site), "utf8")));
}

/** Long enough for another process to settle the same restore. */
const SETTLED_WITHIN_MS = 10_000;

/** Completes or undoes an interrupted restore. Throws if one is running. */
export async function settleRestore(site: SitePlace): Promise<"nothing" | "ended" | "undone"> {
  if (!existsSync(journalOf(site))) return "nothing";
  const release = lockRestores(site, SETTLED_WITHIN_MS);
  if (!release)
    throw new Error("Wait until the other restore in this data folder has finished, then try again.");
  try {
    const plan = await findPlan(site);
    if (!plan) return "nothing";
    return (await settlePlan(site, plan)) ? "ended" : "undone";
  } finally {
    release();
  }
}

/** Keeps other restores out until the returned function is called. Returns null if one is running. SQLite's
 *  file lock ends with its process. */
export function lockRestores({ dataDir }: Pick<SitePlace, "dataDir">, timeout = 0): (() => void) | null {
  const file = path.join(path.resolve(dataDir), "restoring.lock");
  closeSync(openSync(file, "a"));
  const { ino } = statSync(file);
  const release = takeFileLock(file, timeout);
  if (!release) return null;
  // The previous holder has deleted the file, so nobody else would see this lock.
  if (!existsSync(file) || statSync(file).ino !== ino) {
    release();
    return lockRestores({ dataDir }, timeout);
  }
  return () => {
    rmSync(file, { force: true });
    release();
  };
}
