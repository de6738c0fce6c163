// Restores a site from a backup: completely or not at all.

import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import path from "node:path";
import { silenceRestored } from "~/flows/following/after-restore.server";
import { openDatabase } from "~/platform/database/database.server";
import { inspectDatabase, knownMigrations } from "~/platform/database/inspect.server";
import { DAMAGED, type Inspection } from "~/platform/database/inspection";
import { kindOf } from "~/platform/database/kinds.server";
import { migrate } from "~/platform/database/migrations/migrate.server";
import { outageOf } from "~/platform/database/outage";
import { providerOf } from "~/platform/database/url";
import { roomOn } from "~/platform/disk-room";
import { makePrivateFolder } from "~/platform/private-folder";
import type { SitePlace } from "./backup.server";
import { type ArchiveRefusal, readArchive } from "./backup-archive.server";
import { DATABASE, type Manifest, UPLOADS } from "./backup-manifest";
import { takeFromBeside } from "./files-beside.server";
import {
  beginRestore,
  findPlan,
  lockRestores,
  planRestore,
  type RestorePlan,
  settlePlan,
} from "./restore-journal.server";

export type RestoreRefusal =
  | ArchiveRefusal
  | {
      ok: false;
      reason:
        | "restore.newer"
        | "restore.other-database"
        | "restore.holds-a-site"
        | "restore.not-ours"
        | "restore.in-use"
        | "restore.under-way"
        | "restore.no-room";
      what: string;
    };
export type Restored = { ok: true; manifest: Manifest } | RestoreRefusal;

/** Restores the archive `file` where there is no site, or with `replace` instead of the site there. The whole
 *  archive is read and verified before anything is changed. If the process is killed after that, the next one
 *  completes or undoes the restore. */
export async function restore(site: SitePlace, file: string, { replace = false } = {}): Promise<Restored> {
  makePrivateFolder(site.dataDir);
  const release = lockRestores(site);
  if (!release) return { ok: false, reason: "restore.under-way", what: site.dataDir };
  try {
    const left = await findPlan(site);
    if (left) await settlePlan(site, left);
    const unfit = await refuseTarget(site, replace);
    if (unfit) return unfit;
    makePrivateFolder(path.dirname(databasePlace(site)));
    await removeLeftovers(site);
    const restored = await restoreAlone(site, file, replace).catch((error): RestoreRefusal => {
      if (outageOf(error) !== "full") throw error;
      return { ok: false, reason: "restore.no-room", what: path.dirname(databasePlace(site)) };
    });
    // A dump comes with the schema of its time.
    if (restored.ok) {
      await migrate(site.databaseUrl, site.migrationsFolder);
      const db = openDatabase(site.databaseUrl);
      await silenceRestored(db, new Date()).finally(() => db.close());
    }
    return restored;
  } finally {
    release();
  }
}

async function restoreAlone(site: SitePlace, file: string, replace: boolean): Promise<Restored> {
  // Staged beside their destinations, because a rename is atomic only within one file system.
  const forDatabase = await mkdtemp(`${databasePlace(site)}${STAGING}`);
  const forUploads = await mkdtemp(path.resolve(site.dataDir, `uploads${STAGING}`));
  try {
    const placeOf = (name: string) => path.join(name.startsWith(UPLOADS) ? forUploads : forDatabase, name);
    const read = await readArchive(
      file,
      async (manifest) => refuseManifest(site, manifest) ?? (await refuseRoom(site, manifest)),
      placeOf,
    );
    if (!read.ok) return read;
    const incomplete = await takeFromBeside(path.dirname(file), read.manifest, placeOf);
    if (incomplete) return incomplete;
    const staged = placeOf(DATABASE[read.manifest.provider]);
    if (!existsSync(staged))
      return { ok: false, reason: "backup.damaged", what: "there is no database in it" };
    const { movesFile } = kindOf(site.databaseUrl);
    const plan = planRestore(site, path.basename(forUploads), movesFile ? staged : null, {
      uploads: path.join(forUploads, UPLOADS),
      staging: [forDatabase, forUploads],
    });
    // Checked again: a site may have been created here while the archive was read.
    const refuse = (found: Inspection) => refuseFound(site, replace, found);
    const refusal = await put(site, staged, plan, refuse);
    return refusal ?? read;
  } finally {
    // If the restore isn't settled because PostgreSQL was unreachable, the next restore settles it.
    if (!(await findPlan(site)))
      for (const folder of [forDatabase, forUploads]) await rm(folder, { recursive: true, force: true });
  }
}

const STAGING = ".restoring-";

/** Deletes what restores that were killed while reading have left. */
async function removeLeftovers(site: SitePlace) {
  for (const place of [databasePlace(site), path.resolve(site.dataDir, "uploads")]) {
    const folder = path.dirname(place);
    const beginning = `${path.basename(place)}${STAGING}`;
    for (const name of await readdir(folder))
      if (name.startsWith(beginning)) await rm(path.join(folder, name), { recursive: true, force: true });
  }
}

const databasePlace = ({ databaseUrl, dataDir }: SitePlace) =>
  kindOf(databaseUrl).placeToStage(databaseUrl, dataDir);

async function refuseTarget(site: SitePlace, replace: boolean): Promise<RestoreRefusal | null> {
  const { databaseUrl } = site;
  const found = await inspectDatabase(databaseUrl).catch((error): Inspection => {
    const isDamaged = /^SQLITE_(NOTADB|CORRUPT)/.test((error as { code?: string }).code ?? "");
    if (!isDamaged) throw error;
    return DAMAGED;
  });
  const unfit = refuseFound(site, replace, found);
  if (unfit) return unfit;
  return (await kindOf(databaseUrl).isInUse(databaseUrl)) ? inUse(site) : null;
}

const inUse = ({ databaseUrl }: SitePlace) =>
  ({ ok: false, reason: "restore.in-use", what: databaseUrl }) as const;

function refuseFound(
  { databaseUrl, migrationsFolder }: SitePlace,
  replace: boolean,
  found: Inspection,
): RestoreRefusal | null {
  if (found.filled.length > 0 && !replace)
    return { ok: false, reason: "restore.holds-a-site", what: databaseUrl };
  // Never drops tables of unknown origin.
  const known = knownMigrations(databaseUrl, migrationsFolder);
  if (found.tables.length > 0 && !found.migrations.some((name) => known.includes(name)))
    return { ok: false, reason: "restore.not-ours", what: databaseUrl };
  return null;
}

type Refuse = (found: Inspection) => RestoreRefusal | null;

function refuseManifest(
  { databaseUrl, migrationsFolder }: SitePlace,
  { provider, migrations }: Manifest,
): RestoreRefusal | null {
  if (provider !== providerOf(databaseUrl))
    return { ok: false, reason: "restore.other-database", what: provider };
  const known = knownMigrations(databaseUrl, migrationsFolder);
  const newer = migrations.find((name) => !known.includes(name));
  return newer === undefined ? null : { ok: false, reason: "restore.newer", what: newer };
}

/** Room for all files beside what is there, before the first is written. */
async function refuseRoom(site: SitePlace, { files, beside }: Manifest): Promise<RestoreRefusal | null> {
  const bytesOf = (isUpload: boolean) =>
    [...files, ...beside].reduce(
      (sum, { name, size }) => sum + (name.startsWith(UPLOADS) === isUpload ? size : 0),
      0,
    );
  const needs: [string, number][] = [
    [path.dirname(databasePlace(site)), bytesOf(false)],
    [path.resolve(site.dataDir), bytesOf(true)],
  ];
  for (const [what, bytes] of needs)
    if ((await roomOn(what)) < bytes) return { ok: false, reason: "restore.no-room", what };
  return null;
}

async function put(
  site: SitePlace,
  staged: string,
  plan: RestorePlan,
  refuse: Refuse,
): Promise<RestoreRefusal | null> {
  const kind = kindOf(site.databaseUrl);
  // Migrated before it replaces the old database, if possible, so that a failed migration changes nothing.
  const problem = await kind.prepare(staged, (url) => migrate(url, site.migrationsFolder));
  if (problem !== null) return { ok: false, reason: "backup.damaged", what: problem };
  const beforeCommit = () => beginRestore(site, plan);
  return putAll(site, plan, () =>
    kind.restore(site.databaseUrl, { id: plan.id, staged, refuse, beforeCommit }),
  );
}

/** Afterwards the database and the uploads are either both new or both old, whatever happens in `put`. */
async function putAll(
  site: SitePlace,
  plan: RestorePlan,
  put: () => Promise<RestoreRefusal | "in use" | null>,
): Promise<RestoreRefusal | null> {
  let refusal: RestoreRefusal | "in use" | null;
  try {
    refusal = await put();
  } catch (error) {
    // Only the answer to the commit was lost; the restore is complete.
    if (await settlePlan(site, plan).catch(() => false)) return null;
    throw error;
  }
  if (await settlePlan(site, plan)) return null;
  return refusal === null || refusal === "in use" ? inUse(site) : refusal;
}
