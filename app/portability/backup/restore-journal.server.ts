// What a restore is about to do stands on the disk while it does it: whoever comes after one that was killed ends it, or undoes it.

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
  /** By which PostgreSQL knows it. */
  id: z.string(),
  /** The SQLite file that takes the place of the site's; null where PostgreSQL's commit decides. */
  database: z.string().nullable(),
  uploads: z.object({
    place: z.string(),
    staged: z.string(),
    /** Where those that stand there now wait. */
    before: z.string(),
    wereThere: z.boolean(),
    come: z.boolean(),
  }),
  /** Folders that go at the end, however it ends. */
  staging: z.array(z.string()),
});

export type RestorePlan = z.infer<typeof planSchema>;

const journalOf = ({ dataDir }: SitePlace) => path.join(path.resolve(dataDir), "restoring.json");

/** A restore of `staging`'s files into a site's place. */
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

/** Writes down the plan, and has the uploads change places. */
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

/** Ends a restore that has come to its database, and undoes one that has not. True where it is ended. */
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

/** The plan of a restore that was broken off, if any. */
export async function findPlan(site: SitePlace): Promise<RestorePlan | null> {
  if (!existsSync(journalOf(site))) return null;
  return planSchema.parse(JSON.parse(await readFile(journalOf(site), "utf8")));
}

/** Long enough for another process to settle what this one found too. */
const SETTLED_WITHIN_MS = 10_000;

/** Settles what a restore that was killed has left. Throws where one is under way. */
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

/** Keeps other restores out until the function that it gives is called; null where there is one. The lock is SQLite's, which
 *  ends with the process that holds it. */
export function lockRestores({ dataDir }: Pick<SitePlace, "dataDir">, timeout = 0): (() => void) | null {
  const file = path.join(path.resolve(dataDir), "restoring.lock");
  closeSync(openSync(file, "a"));
  const { ino } = statSync(file);
  const release = takeFileLock(file, timeout);
  if (!release) return null;
  // Whoever held it has taken the file away: this is a lock that nobody else can see.
  if (!existsSync(file) || statSync(file).ino !== ino) {
    release();
    return lockRestores({ dataDir }, timeout);
  }
  return () => {
    rmSync(file, { force: true });
    release();
  };
}
