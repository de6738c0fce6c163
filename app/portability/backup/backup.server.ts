// Writes a backup of the whole site to one file while the site runs.

import { existsSync, statSync } from "node:fs";
import { link, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import type { MediaStore } from "~/media/store/store";
import { isStoreFailure } from "~/media/store/store-failure";
import { inspectDatabase } from "~/platform/database/inspect.server";
import { kindOf } from "~/platform/database/kinds.server";
import { readMigrations } from "~/platform/database/migrate.server";
import { outageOf } from "~/platform/database/outage";
import { databaseFile, providerOf } from "~/platform/database/url";
import { roomOn } from "~/platform/disk-room";
import { makePrivateFolder } from "~/platform/private-folder";
import { describeFile, syncToDisk, writeArchive } from "./backup-archive.server";
import { type BackedUpFile, DATABASE, FORMAT, type Manifest, UPLOADS, WHOLE_FORMAT } from "./backup-manifest";
import { fileBeside, keepBeside, pruneBeside, readNewest } from "./files-beside.server";
import { gatherFiles, gatherRemote, listFiles, measureFolder } from "./gather-uploads.server";

/** Where a site is stored, and where this version's migrations are. */
export interface SitePlace {
  databaseUrl: string;
  dataDir: string;
  migrationsFolder: string;
  /** The S3 store of its uploads; absent if they are in the data folder alone. */
  remoteUploads?: MediaStore;
}

/** Scheduled backups are named by their time, so that sorting by name sorts by time. */
const SCHEDULED = /^longtable-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z\.tar\.gz$/;

export type BackupRefusal = {
  ok: false;
  reason: "backup.no-site" | "backup.newer-site" | "backup.no-room" | "backup.exists" | "backup.no-store";
  what: string;
};
export type BackedUp = { ok: true; manifest: Manifest } | BackupRefusal;

/** Writes a backup to `file`. It has a temporary name until it is complete and flushed to disk. Refuses if
 *  there is no site, if a newer version has migrated the database, if the disk is too full, if the S3 store fails, or if the file exists
 *  and `overwrite` is not set. With `beside`, uploads are kept in a folder beside the file; `earlier` names the archives there that have some. */
export async function backUp(
  site: SitePlace,
  file: string,
  now: Date,
  { overwrite = false, beside = false, earlier = [] as string[] } = {},
): Promise<BackedUp> {
  const exists = { ok: false, reason: "backup.exists", what: file } as const;
  if (!overwrite && existsSync(file)) return exists;
  const below = path.dirname(path.resolve(file));
  makePrivateFolder(below);
  const folder = await mkdtemp(`${path.resolve(file)}.partial-`);
  try {
    if ((await roomOn(below)) < (await leastBytes(site, beside)))
      return { ok: false, reason: "backup.no-room", what: below };
    const gathered = await gather(site, folder, now, await readNewest(below, earlier));
    if (!gathered.ok) return gathered;
    const fileOf = (name: string) => path.join(folder, name);
    if (beside) await keepBeside(below, putBeside(gathered.manifest), fileOf);
    const whole = path.join(folder, "whole");
    await writeArchive(whole, gathered.manifest, fileOf);
    if (overwrite) await rename(whole, file);
    else if (!(await moveToFree(whole, file))) return exists;
    await syncToDisk(below);
    return gathered;
  } catch (error) {
    if (isStoreFailure(error)) return { ok: false, reason: "backup.no-store", what: error.reason };
    if (outageOf(error) === "full") return { ok: false, reason: "backup.no-room", what: below };
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Bytes that a backup takes in any case: the copy of a SQLite file, and for one file the pictures, which don't get smaller. */
async function leastBytes(
  { databaseUrl, dataDir, remoteUploads }: SitePlace,
  beside: boolean,
): Promise<number> {
  const isFile = providerOf(databaseUrl) === "sqlite" && existsSync(databaseFile(databaseUrl));
  const database = isFile ? statSync(databaseFile(databaseUrl)).size : 0;
  if (beside) return database;
  let uploads = await measureFolder(path.join(dataDir, UPLOADS));
  if (remoteUploads) for await (const { bytes } of remoteUploads.list()) uploads += bytes;
  return database + uploads;
}

/** Moves the uploads of a manifest to those beside the archive. Returns them. */
function putBeside(manifest: Manifest): Manifest["beside"] {
  manifest.format = FORMAT;
  manifest.beside = manifest.files.filter(({ name }) => name.startsWith(UPLOADS));
  manifest.files = manifest.files.filter(({ name }) => !name.startsWith(UPLOADS));
  return manifest.beside;
}

/** Moves a file without overwriting. Returns false if the target exists: unlike rename, a hard link fails
 *  then. */
async function moveToFree(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    // File systems without hard links.
    if (existsSync(to)) return false;
    await rename(from, to);
  }
  return true;
}

/** Writes a backup named by its time to `folder`, then deletes the oldest beyond `keep`. Uploads are kept once for all of them. Returns the path.
 *  Throws if the backup is refused. */
export async function backupTo(site: SitePlace, folder: string, keep: number, now: Date): Promise<string> {
  const name = `longtable-${now.toISOString().replace(/[:.]/g, "-")}.tar.gz`;
  const file = path.join(folder, name);
  const list = async () => (await readdir(folder)).filter((entry) => SCHEDULED.test(entry)).sort();
  makePrivateFolder(folder);
  const backedUp = await backUp(site, file, now, { beside: true, earlier: await list() });
  if (!backedUp.ok) throw new Error(`No backup was made: ${backedUp.reason} (${backedUp.what}).`);
  const scheduled = await list();
  const old = scheduled.filter((entry) => entry !== name).slice(0, -(keep - 1) || undefined);
  for (const entry of scheduled.length > keep ? old : []) await rm(path.join(folder, entry));
  await pruneBeside(folder, await list());
  return file;
}

/** Collects everything that belongs in the backup in `folder`. */
async function gather(
  site: SitePlace,
  folder: string,
  now: Date,
  newest: Map<string, BackedUpFile>,
): Promise<BackedUp> {
  const provider = providerOf(site.databaseUrl);
  const uploads = path.join(site.dataDir, UPLOADS);
  // Uploads are collected before and after the database, so that every file that the database refers to is
  // included.
  const known = (key: string, bytes: number) => {
    const file = newest.get(UPLOADS + key);
    const kept = file?.size === bytes ? fileBeside(path.dirname(folder), file) : null;
    return kept !== null && existsSync(kept) ? kept : null;
  };
  const gatherUploads = async () => {
    await gatherFiles(uploads, path.join(folder, UPLOADS));
    if (site.remoteUploads) await gatherRemote(site.remoteUploads, path.join(folder, UPLOADS), known);
  };
  await gatherUploads();
  const migrations = await takeDatabase(site, path.join(folder, DATABASE[provider]));
  if (!Array.isArray(migrations)) return migrations;
  await gatherUploads();
  const names = [DATABASE[provider], ...(await listFiles(folder, UPLOADS))];
  const files = [];
  for (const name of names) files.push(await describeFile(name, path.join(folder, name)));
  const manifest: Manifest = {
    ...{ format: WHOLE_FORMAT, provider, migrations, createdAt: now.toISOString(), files, beside: [] },
  };
  return { ok: true, manifest };
}

/** Copies the database. Returns the names of the migrations applied to the copy. */
async function takeDatabase(
  { databaseUrl, migrationsFolder }: SitePlace,
  file: string,
): Promise<string[] | BackupRefusal> {
  const { exists, migrations } = await inspectDatabase(databaseUrl);
  if (!exists || migrations.length === 0) return { ok: false, reason: "backup.no-site", what: databaseUrl };
  const known = readMigrations(path.join(migrationsFolder, providerOf(databaseUrl), "migrations"));
  const refuseNewer = (names: string[]): BackupRefusal | null => {
    const newer = names.find((name) => !known.some((migration) => migration.name === name));
    return newer ? { ok: false, reason: "backup.newer-site", what: newer } : null;
  };
  const refusal = refuseNewer(migrations);
  if (refusal) return refusal;
  // Another process may have migrated the database since it was inspected.
  const copied = await kindOf(databaseUrl).backUp(databaseUrl, file, known);
  return refuseNewer(copied) ?? copied;
}
