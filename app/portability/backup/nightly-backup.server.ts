// Backups by the schedule, in a folder of their own: the newest are kept.

import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import { makePrivateFolder } from "~/platform/private-folder";
import { backUp, type SitePlace } from "./backup.server";
import { readManifestOf } from "./backup-archive.server";
import { pruneBeside } from "./files-beside.server";

/** They are named by their time, so that sorting by name sorts by time. */
const SCHEDULED = /^longtable-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z\.tar\.gz$/;
/** Longer than the pauses between the attempts of one night. */
const ONE_NIGHT_MS = 30 * 60_000;
/** Uploads that a failure names; a check names all. */
const MAX_NAMED = 20;

/**
 * Writes a backup named by its time to `folder`, then deletes the oldest beyond `keep`. Uploads are kept once for all of them. Returns the path.
 * Throws if the backup is refused; also if it stands and lacks uploads, since the S3 store failed: the job is then tried again, and counts as failed in
 * the end. An incomplete one of the same night is deleted when the next stands, so that attempts don't push out the nights before.
 */
export async function backupTo(site: SitePlace, folder: string, keep: number, now: Date): Promise<string> {
  const name = `longtable-${now.toISOString().replace(/[:.]/g, "-")}.tar.gz`;
  const file = path.join(folder, name);
  const list = async () => (await readdir(folder)).filter((entry) => SCHEDULED.test(entry)).sort();
  makePrivateFolder(folder);
  const earlier = await list();
  const backedUp = await backUp(site, file, now, { beside: true, earlier });
  if (!backedUp.ok) throw new Error(`No backup was made: ${backedUp.reason} (${backedUp.what}).`);
  await deleteIncomplete(folder, earlier, now);
  const scheduled = await list();
  const old = scheduled.filter((entry) => entry !== name).slice(0, -(keep - 1) || undefined);
  for (const entry of scheduled.length > keep ? old : []) await rm(path.join(folder, entry));
  await pruneBeside(folder, await list());
  const { lacking } = backedUp;
  if (lacking)
    throw new Error(
      `The backup ${name} has the database and lacks the files of ${nameUploads(lacking.uploadIds)}, since the media store failed: ${lacking.reason}.`,
    );
  return file;
}

async function deleteIncomplete(folder: string, earlier: string[], now: Date): Promise<void> {
  for (const name of earlier) {
    const manifest = await readManifestOf(path.join(folder, name));
    const isOfNow = manifest && now.getTime() - Date.parse(manifest.createdAt) < ONE_NIGHT_MS;
    if (isOfNow && manifest.missing.length > 0) await rm(path.join(folder, name));
  }
}

/** "upload 7", "uploads 7 and 8", "uploads 1, 2, … and 4 more". */
export function nameUploads(ids: number[]): string {
  const named = ids.slice(0, MAX_NAMED).map(String);
  const last = ids.length > MAX_NAMED ? `${ids.length - MAX_NAMED} more` : named.pop();
  return named.length > 0 ? `uploads ${named.join(", ")} and ${last}` : `upload ${last}`;
}
