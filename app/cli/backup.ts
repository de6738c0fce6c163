import { accessSync, constants, existsSync, statSync } from "node:fs";
import path from "node:path";
import type { Config } from "~/platform/config/config";
import { openDatabase } from "~/platform/database/database.server";
import { withoutPassword } from "~/platform/database/url";
import { makePrivateFolder } from "~/platform/private-folder";
import { sizeOf } from "~/platform/size";
import { backUp } from "~/portability/backup/backup.server";
import { nameUploads } from "~/portability/backup/nightly-backup.server";
import { type RestoreRefusal, restore } from "~/portability/backup/restore.server";
import { settleRestore } from "~/portability/backup/restore-journal.server";
import { explainNoBackup } from "~/server/kept-backup";
import { explainNoFolder, explainUnreachable, makeDataFolder, placeOf } from "~/server/site-services";
import { countOf, momentOf } from "~/server/words";
import { readSite } from "~/site/site.server";
import { readArguments } from "./arguments";
import { misuse, RUN } from "./help";

/** `longtable backup FILE [--force]` */
export async function backupCommand(config: Config, words: string[]): Promise<number> {
  const read = readArguments(words, { needs: ["FILE"], options: { force: "flag" } });
  if (!read.ok) return misuse("backup", read.problem);
  const [file = ""] = read.named;
  if (existsSync(file) && statSync(file).isDirectory()) {
    console.error(`${file} is a folder. Add a file name, such as ${path.join(file, "longtable.tar.gz")}.`);
    return 1;
  }
  const folder = path.dirname(path.resolve(file));
  const problem = prepareFolder(folder);
  if (problem) {
    console.error(`Can’t save ${file}: ${problem}.`);
    return 1;
  }
  const place = placeOf(config);
  const backedUp = await settleRestore(place)
    .then(() => backUp(place, file, new Date(), { overwrite: read.options.force ?? false }))
    .catch((error) => {
      throw explainUnreachable(error, config.databaseUrl);
    });
  if (!backedUp.ok) {
    console.error(explainNoBackup(backedUp));
    return 1;
  }
  const { files } = backedUp.manifest;
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const saved = `the database and ${countOf(files.length - 1, "file")} of uploads to ${backedUp.file} (${sizeOf(bytes)}).`;
  if (!backedUp.lacking) {
    console.log(`Saved ${saved}`);
    return 0;
  }
  const { uploadIds, keys, reason } = backedUp.lacking;
  console.error(`The backup is incomplete: the media store failed, since ${reason}.
Saved ${saved} It lacks ${countOf(keys.length, "file")}, of ${nameUploads(uploadIds)}.
Back up again once the store answers, under another name or with --force.`);
  return 1;
}

/** Creates the folder of a backup, readable only by its owner if it is new. Returns why nothing can be saved
 *  there, or null. */
function prepareFolder(folder: string): string | null {
  try {
    makePrivateFolder(folder);
    accessSync(folder, constants.W_OK);
    return null;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const isDenied = existsSync(folder) && code === "EACCES";
    return isDenied ? `you have no permission to write to ${folder}` : explainNoFolder(error);
  }
}

/** `longtable restore FILE [--replace]` */
export async function restoreCommand(config: Config, words: string[]): Promise<number> {
  const read = readArguments(words, { needs: ["FILE"], options: { replace: "flag" } });
  if (!read.ok) return misuse("restore", read.problem);
  const [file = ""] = read.named;
  if (!existsSync(file)) {
    console.error(`File not found: ${file}`);
    return 1;
  }
  const { replace = false } = read.options;
  makeDataFolder(config.dataDir);
  const restored = await restore(placeOf(config), file, { replace }).catch((error) => {
    throw explainUnreachable(error, config.databaseUrl);
  });
  if (!restored.ok) {
    console.error(`${explain(restored, file)} Nothing was changed.`);
    return 1;
  }
  const { createdAt, files, beside, missing } = restored.manifest;
  const uploads = files.length - 1 + beside.length;
  const at = momentOf(new Date(createdAt), await readTimeZone(config.databaseUrl));
  console.log(`Restored the site as of ${at}, with ${countOf(uploads, "upload")}.`);
  if (missing.length > 0)
    console.log(
      `The backup lacks ${countOf(missing.length, "file")} of uploads, since the media store failed when it was made. This names the uploads: ${RUN} check`,
    );
  if (config.mediaS3 && uploads > 0)
    console.log(
      `The uploads are in ${path.join(config.dataDir, "uploads")}. Move them to the S3 store before you start the site: ${RUN} media move --to s3 --delete`,
    );
  return 0;
}

/** UTC if the settings can't be read, because the restored schema is older than this version. */
async function readTimeZone(databaseUrl: string): Promise<string> {
  const db = openDatabase(databaseUrl);
  try {
    return (await readSite(db)).timeZone;
  } catch {
    return "UTC";
  } finally {
    await db.close();
  }
}

function explain({ reason, what }: RestoreRefusal, file: string): string {
  const name = path.basename(file);
  const target = withoutPassword(what);
  switch (reason) {
    case "backup.damaged":
      return `${name} is damaged or isn’t a backup: ${what}. Use another file.`;
    case "backup.files-away":
      return `${name} needs ${what} beside it: nightly backups keep uploads in the folder files. Copy that folder to where ${name} is.`;
    case "backup.newer":
      return `${name} was made by a newer version of Longtable: ${what}. Use that version to restore it.`;
    case "restore.newer":
      return `${name} was made by a newer version of Longtable (${what}). Use that version to restore it.`;
    case "restore.other-database":
      return `${name} is a backup of a ${what} database. Restore it to a ${what} database first, then copy that one here: ${RUN} help copy`;
    case "restore.holds-a-site":
      return `There is already a site in ${target}. Add --replace to replace it.`;
    case "restore.not-ours":
      return `${target} contains tables of another program. Use an empty database.`;
    case "restore.in-use":
      return `Stop the site first: ${target} is in use.`;
    case "restore.under-way":
      return `Wait until the other restore to ${what} has finished.`;
    case "restore.no-room":
      return `The disk of ${what} is full. Free some space: the site is unpacked beside the one that is there.`;
  }
}
