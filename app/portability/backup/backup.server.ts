// Writes a backup of the whole site to one file while the site runs.

import { existsSync, statSync } from "node:fs";
import { link, mkdtemp, rename, rm } from "node:fs/promises";
import path from "node:path";
import type { MediaStore } from "~/media/store/store";
import { isStoreFailure } from "~/media/store/store-failure";
import { openDatabase } from "~/platform/database/database.server";
import { inspectDatabase } from "~/platform/database/inspect.server";
import { kindOf } from "~/platform/database/kinds.server";
import { readMigrations } from "~/platform/database/migrations/migrate.server";
import { outageOf } from "~/platform/database/outage";
import { databaseFile, providerOf } from "~/platform/database/url";
import { roomOn } from "~/platform/disk-room";
import { makePrivateFolder } from "~/platform/private-folder";
import { describeFile, syncToDisk, writeArchive } from "./backup-archive.server";
import { type BackedUpFile, DATABASE, FORMAT, type Manifest, UPLOADS, WHOLE_FORMAT } from "./backup-manifest";
import { fileBeside, keepBeside, readNewest } from "./files-beside.server";
import { completeRemote, gatherRemote, type KnownFile, type Lacking } from "./gather-remote.server";
import { gatherFiles, listFiles, measureFolder } from "./gather-uploads.server";

/** Where a site is stored, and where this version's migrations are. */
export interface SitePlace {
  databaseUrl: string;
  dataDir: string;
  migrationsFolder: string;
  /** The S3 store of its uploads; absent if they are in the data folder alone. */
  remoteUploads?: MediaStore;
}

export type BackupRefusal = {
  ok: false;
  reason: "backup.no-site" | "backup.newer-site" | "backup.no-room" | "backup.exists" | "backup.no-store";
  what: string;
};
export type BackedUp = ({ ok: true; file: string } & Gathered) | BackupRefusal;

interface Gathered {
  manifest: Manifest;
  /** The uploads that it lacks, since the S3 store failed. */
  lacking: Lacking | null;
}

/** Writes a backup to `file`. It has a temporary name until it is complete and flushed to disk. Refuses if
 *  there is no site, if a newer version has migrated the database, if the disk is too full, or if the file exists and `overwrite` is not set.
 *  With `beside`, uploads are kept in a folder beside the file; `earlier` names the archives there that have some. If the S3 store fails, the backup
 *  has what can be had without it, and never takes the place of another file; with `needsAll` it is refused instead. */
export async function backUp(
  site: SitePlace,
  file: string,
  now: Date,
  { overwrite = false, beside = false, earlier = [] as string[], needsAll = false } = {},
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
    if ("reason" in gathered) return gathered;
    const { manifest, lacking } = gathered;
    if (lacking && needsAll) return { ok: false, reason: "backup.no-store", what: lacking.reason };
    const fileOf = (name: string) => path.join(folder, name);
    if (beside) await keepBeside(below, putBeside(manifest), fileOf);
    const whole = path.join(folder, "whole");
    await writeArchive(whole, manifest, fileOf);
    const target = lacking && overwrite && existsSync(file) ? `${file}.incomplete` : file;
    if (overwrite) await rename(whole, target);
    else if (!(await moveToFree(whole, target))) return exists;
    await syncToDisk(below);
    return { ok: true, file: target, manifest, lacking };
  } catch (error) {
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
  const uploads = await measureFolder(path.join(dataDir, UPLOADS));
  return database + uploads + (remoteUploads ? await measureRemote(remoteUploads) : 0);
}

async function measureRemote(store: MediaStore): Promise<number> {
  let uploads = 0;
  try {
    for await (const { bytes } of store.list()) uploads += bytes;
  } catch (error) {
    // What it doesn't list takes no room.
    if (!isStoreFailure(error)) throw error;
  }
  return uploads;
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

/** Collects everything that belongs in the backup in `folder`. */
async function gather(
  site: SitePlace,
  folder: string,
  now: Date,
  newest: Map<string, BackedUpFile>,
): Promise<Gathered | BackupRefusal> {
  const provider = providerOf(site.databaseUrl);
  const uploads = path.join(folder, UPLOADS);
  const known: KnownFile = (key, bytes) => {
    const file = newest.get(UPLOADS + key);
    const kept = file?.size === bytes ? fileBeside(path.dirname(folder), file) : null;
    return kept !== null && existsSync(kept) ? kept : null;
  };
  // Uploads are collected before and after the database, so that every file that the database refers to is
  // included.
  const gatherUploads = async () => {
    await gatherFiles(path.join(site.dataDir, UPLOADS), uploads);
    return site.remoteUploads ? gatherRemote(site.remoteUploads, uploads, known) : null;
  };
  await gatherUploads();
  const migrations = await takeDatabase(site, path.join(folder, DATABASE[provider]));
  if (!Array.isArray(migrations)) return migrations;
  const failure = await gatherUploads();
  // A database that isn't up to date can't be asked what it needs.
  if (failure !== null && migrations.length < readMigrationsOf(site).length)
    return { ok: false, reason: "backup.no-store", what: failure };
  const lacking = failure === null ? null : await readLacking(site, uploads, known, failure);
  const names = [DATABASE[provider], ...(await listFiles(folder, UPLOADS))];
  const files = [];
  for (const name of names) files.push(await describeFile(name, path.join(folder, name)));
  const manifest: Manifest = {
    ...{ format: WHOLE_FORMAT, provider, migrations, createdAt: now.toISOString(), files, beside: [] },
    missing: (lacking?.keys ?? []).map((key) => UPLOADS + key),
  };
  return { manifest, lacking };
}

async function readLacking({ databaseUrl }: SitePlace, uploads: string, known: KnownFile, reason: string) {
  const db = openDatabase(databaseUrl);
  try {
    return await completeRemote(db, uploads, known, reason);
  } finally {
    await db.close();
  }
}

const readMigrationsOf = ({ databaseUrl, migrationsFolder }: SitePlace) =>
  readMigrations(path.join(migrationsFolder, providerOf(databaseUrl), "migrations"));

/** Copies the database. Returns the names of the migrations applied to the copy. */
async function takeDatabase(site: SitePlace, file: string): Promise<string[] | BackupRefusal> {
  const { databaseUrl } = site;
  const { exists, migrations } = await inspectDatabase(databaseUrl);
  if (!exists || migrations.length === 0) return { ok: false, reason: "backup.no-site", what: databaseUrl };
  const known = readMigrationsOf(site);
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
