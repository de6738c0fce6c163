import { accessSync, constants, existsSync } from "node:fs";
import path from "node:path";
import type { Config } from "~/platform/config";
import { withoutPassword } from "~/platform/database/url";
import { type BackupRefusal, backUp } from "~/portability/backup.server";
import { type RestoreRefusal, restore } from "~/portability/restore.server";
import { settleRestore } from "~/portability/restore-journal.server";
import { explainUnreachable, placeOf } from "./ground";

/** `longtable backup FILE` */
export async function backupCommand(config: Config, [file, ...rest]: string[]): Promise<number> {
  if (!file || file.startsWith("-") || rest.length > 0) {
    console.error("Say where to put it: longtable backup FILE, such as longtable.tar.gz");
    return 2;
  }
  const folder = path.dirname(path.resolve(file));
  if (existsSync(folder) && !mayWriteIn(folder)) {
    console.error(`${file} can’t be written: this user may not write in ${folder}.`);
    return 1;
  }
  const place = placeOf(config);
  const backedUp = await settleRestore(place)
    .then(() => backUp(place, file, new Date()))
    .catch((error) => {
      throw explainUnreachable(error, config.databaseUrl);
    });
  if (!backedUp.ok) {
    console.error(explainNoBackup(backedUp));
    return 1;
  }
  const { files } = backedUp.manifest;
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  console.log(
    `${file} holds the database and ${files.length - 1} uploads, ${(bytes / 1e6).toFixed(1)} MB in all.`,
  );
  return 0;
}

function mayWriteIn(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

export function explainNoBackup({ reason, what }: BackupRefusal): string {
  switch (reason) {
    case "backup.no-site":
      return `${withoutPassword(what)} holds no site: there is nothing to back up.`;
    case "backup.newer-site":
      return `The site belongs to a newer version of Longtable (${what}). Back it up with that version.`;
    case "backup.no-room":
      return `There is no room for it on the disk of ${what}, where the site has to fit twice for a while.`;
  }
}

/** `longtable restore FILE [--replace]` */
export async function restoreCommand(config: Config, words: string[]): Promise<number> {
  const [file, ...rest] = words.filter((word) => word !== "--replace");
  if (!file || file.startsWith("-") || rest.length > 0) {
    console.error("Say what to restore: longtable restore FILE [--replace]");
    return 2;
  }
  if (!existsSync(file)) {
    console.error(`There is no file ${file}.`);
    return 1;
  }
  const replace = words.includes("--replace");
  const restored = await restore(placeOf(config), file, { replace }).catch((error) => {
    throw explainUnreachable(error, config.databaseUrl);
  });
  if (!restored.ok) {
    console.error(`${explain(restored, file)} Nothing was changed.`);
    return 1;
  }
  const { createdAt, files } = restored.manifest;
  console.log(`Restored the site as it was at ${createdAt}, with ${files.length - 1} uploads.`);
  return 0;
}

function explain({ reason, what }: RestoreRefusal, file: string): string {
  const name = path.basename(file);
  const target = withoutPassword(what);
  switch (reason) {
    case "backup.damaged":
      return `${name} is damaged, or is no backup: ${what}. Restore another.`;
    case "backup.newer":
      return `${name} was made by a newer version of Longtable: ${what}. Restore it with that version.`;
    case "restore.newer":
      return `${name} was made by a newer version of Longtable (${what}). Restore it with that version.`;
    case "restore.other-database":
      return `${name} holds a ${what} database. Restore it into one of that kind, then bring it here with longtable copy.`;
    case "restore.holds-a-site":
      return `${target} holds a site. To lose that one, say --replace.`;
    case "restore.not-ours":
      return `${target} holds tables that are not a site's. Name an empty database.`;
    case "restore.in-use":
      return `${target} is in use. Stop the site first.`;
    case "restore.under-way":
      return `Another restore into ${what} is under way.`;
    case "restore.no-room":
      return `There is no room for ${name} on the disk of ${what}, where it has to fit beside what is there.`;
  }
}
