// Writes a backup of the whole site to one file while the site runs.

import { existsSync } from "node:fs";
import { copyFile, link, mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { inspectDatabase } from "~/platform/database/inspect.server";
import { kindOf } from "~/platform/database/kinds.server";
import { readMigrations } from "~/platform/database/migrate.server";
import { outageOf } from "~/platform/database/outage";
import { providerOf } from "~/platform/database/url";
import { makePrivateFolder } from "~/platform/private-folder";
import { describeFile, syncToDisk, writeArchive } from "./backup-archive.server";
import { DATABASE, FORMAT, type Manifest, UPLOADS } from "./backup-manifest";

/** Where a site is stored, and where this version's migrations are. */
export interface SitePlace {
  databaseUrl: string;
  dataDir: string;
  migrationsFolder: string;
}

/** Scheduled backups are named by their time, so that sorting by name sorts by time. */
const SCHEDULED = /^longtable-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z\.tar\.gz$/;

export type BackupRefusal = {
  ok: false;
  reason: "backup.no-site" | "backup.newer-site" | "backup.no-room" | "backup.exists";
  what: string;
};
export type BackedUp = { ok: true; manifest: Manifest } | BackupRefusal;

/** Writes a backup to `file`. It has a temporary name until it is complete and flushed to disk. Refuses if
 *  there is no site, if a newer version has migrated the database, if the disk is full, or if the file exists
 *  and `overwrite` is not set. */
export async function backUp(
  site: SitePlace,
  file: string,
  now: Date,
  { overwrite = false } = {},
): Promise<BackedUp> {
  const exists = { ok: false, reason: "backup.exists", what: file } as const;
  if (!overwrite && existsSync(file)) return exists;
  const below = path.dirname(path.resolve(file));
  makePrivateFolder(below);
  const folder = await mkdtemp(`${path.resolve(file)}.partial-`);
  try {
    const gathered = await gather(site, folder, now);
    if (!gathered.ok) return gathered;
    const whole = path.join(folder, "whole");
    await writeArchive(whole, gathered.manifest, (name) => path.join(folder, name));
    if (overwrite) await rename(whole, file);
    else if (!(await moveToFree(whole, file))) return exists;
    await syncToDisk(below);
    return gathered;
  } catch (error) {
    if (outageOf(error) === "full") return { ok: false, reason: "backup.no-room", what: below };
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
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

/** Writes a backup named by its time to `folder`, then deletes the oldest beyond `keep`. Returns the path.
 *  Throws if the backup is refused. */
export async function backupTo(site: SitePlace, folder: string, keep: number, now: Date): Promise<string> {
  const name = `longtable-${now.toISOString().replace(/[:.]/g, "-")}.tar.gz`;
  const file = path.join(folder, name);
  const backedUp = await backUp(site, file, now);
  if (!backedUp.ok) throw new Error(`No backup was made: ${backedUp.reason} (${backedUp.what}).`);
  const scheduled = (await readdir(folder)).filter((entry) => SCHEDULED.test(entry)).sort();
  const old = scheduled.filter((entry) => entry !== name).slice(0, -(keep - 1) || undefined);
  for (const entry of scheduled.length > keep ? old : []) await rm(path.join(folder, entry));
  return file;
}

/** Collects everything that belongs in the backup in `folder`. */
async function gather(site: SitePlace, folder: string, now: Date): Promise<BackedUp> {
  const provider = providerOf(site.databaseUrl);
  const uploads = path.join(site.dataDir, UPLOADS);
  // Uploads are collected before and after the database, so that every file that the database refers to is
  // included.
  await gatherFiles(uploads, path.join(folder, UPLOADS));
  const migrations = await takeDatabase(site, path.join(folder, DATABASE[provider]));
  if (!Array.isArray(migrations)) return migrations;
  await gatherFiles(uploads, path.join(folder, UPLOADS));
  const names = [DATABASE[provider], ...(await listFiles(folder, UPLOADS))];
  const files = [];
  for (const name of names) files.push(await describeFile(name, path.join(folder, name)));
  const manifest: Manifest = { format: FORMAT, provider, migrations, createdAt: now.toISOString(), files };
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

/** Hard-links every file that isn't there yet. Links take no space and keep files that are deleted
 *  meanwhile. */
async function gatherFiles(from: string, to: string): Promise<void> {
  const entries = await readdir(from, { withFileTypes: true }).catch(ifMissing([]));
  if (entries.length > 0) await mkdir(to, { recursive: true });
  for (const entry of entries) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) await gatherFiles(source, target);
    else if (entry.isFile()) await link(source, target).catch(copyInstead(source, target));
  }
}

/** There are no links across disks and on some file systems. A file deleted in the meantime isn't needed. */
const copyInstead = (source: string, target: string) => async (error: NodeJS.ErrnoException) => {
  if (error.code === "EEXIST" || error.code === "ENOENT") return;
  await copyFile(source, target);
};

async function listFiles(folder: string, below: string): Promise<string[]> {
  const entries = await readdir(path.join(folder, below), { withFileTypes: true }).catch(ifMissing([]));
  const lists = entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((entry) => {
      const name = path.posix.join(below, entry.name);
      return entry.isDirectory() ? listFiles(folder, name) : [name];
    });
  return (await Promise.all(lists)).flat();
}

const ifMissing =
  <T>(instead: T) =>
  (error: NodeJS.ErrnoException): T => {
    if (error.code === "ENOENT") return instead;
    throw error;
  };
