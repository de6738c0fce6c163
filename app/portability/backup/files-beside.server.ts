// The files of uploads that nightly backups have in common: each once, in a folder beside the archives, named by its hash.

import { existsSync } from "node:fs";
import { copyFile, mkdir, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { type ArchiveRefusal, describeFile, readManifestOf, syncToDisk } from "./backup-archive.server";
import type { BackedUpFile, Manifest } from "./backup-manifest";
import { linkOrCopy, listFiles } from "./gather-uploads.server";

const FILES = "files";

/** Path of a file with this hash, beside an archive in `folder`. */
export const fileBeside = (folder: string, { sha256 }: Pick<BackedUpFile, "sha256">): string =>
  path.join(folder, FILES, sha256.slice(0, 2), sha256);

/** Keeps files beside the archives that will name them. They are on the disk before the archive is. */
export async function keepBeside(
  folder: string,
  files: BackedUpFile[],
  fileOf: (name: string) => string,
): Promise<void> {
  const changed = new Set<string>();
  for (const file of files) {
    const target = fileBeside(folder, file);
    if (existsSync(target)) continue;
    await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
    const partial = `${target}.partial`;
    await rm(partial, { force: true });
    await linkOrCopy(fileOf(file.name), partial);
    await syncToDisk(partial);
    await rename(partial, target);
    changed.add(path.dirname(target));
  }
  for (const below of changed) await syncToDisk(below);
}

/** Copies the files that a manifest names beside its archive to their places, and verifies them. Returns null, or a refusal if one is missing or
 *  has changed. */
export async function takeFromBeside(
  folder: string,
  { beside }: Manifest,
  placeOf: (name: string) => string,
): Promise<ArchiveRefusal | null> {
  for (const file of beside) {
    const [source, place] = [fileBeside(folder, file), placeOf(file.name)];
    if (!existsSync(source))
      return { ok: false, reason: "backup.files-away", what: path.relative(folder, source) };
    await mkdir(path.dirname(place), { recursive: true });
    await copyFile(source, place);
    await syncToDisk(place);
    const { size, sha256 } = await describeFile(file.name, place);
    if (size !== file.size || sha256 !== file.sha256) {
      const what = `${path.relative(folder, source)} beside it has changed since the backup was made`;
      return { ok: false, reason: "backup.damaged", what };
    }
  }
  return null;
}

/** Deletes the files that no archive in the folder names. If one of `archives` can't be read, it deletes nothing. */
export async function pruneBeside(folder: string, archives: string[]): Promise<void> {
  const needed = new Set<string>();
  for (const name of await readdir(folder)) {
    if (!name.endsWith(".tar.gz")) continue;
    const manifest = await readManifestOf(path.join(folder, name));
    if (!manifest && archives.includes(name)) return;
    for (const { sha256 } of manifest?.beside ?? []) needed.add(sha256);
  }
  for (const name of await listFiles(folder, FILES))
    if (!needed.has(path.basename(name))) await rm(path.join(folder, name), { force: true });
}

/** The files of the newest archive in the folder, by name: they needn't be downloaded again. */
export async function readNewest(folder: string, archives: string[]): Promise<Map<string, BackedUpFile>> {
  const newest = archives.toSorted().at(-1);
  const manifest = newest === undefined ? null : await readManifestOf(path.join(folder, newest));
  return new Map((manifest?.beside ?? []).map((file) => [file.name, file]));
}
