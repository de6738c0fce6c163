// Backups before an act that deletes much, under names that the schedule's pruning keeps.

import path from "node:path";
import type { Config } from "~/platform/config/config";
import { withoutPassword } from "~/platform/database/url";
import { type BackupRefusal, backUp } from "~/portability/backup/backup.server";
import type { KeepBackup } from "~/portability/backup/kept-backup";
import { explainNoFolder, placeOf } from "./site-services";

/** Saves a backup as DATA_DIR/backups/NAME-TIME.tar.gz, or explains in words why that failed. */
export const keepBackupOf =
  (config: Config): KeepBackup =>
  async (name, now) => {
    const folder = path.join(config.dataDir, "backups");
    const file = path.join(folder, `${name}-${now.toISOString().replace(/[:.]/g, "-")}.tar.gz`);
    try {
      const backedUp = await backUp(placeOf(config), file, now, { needsAll: true });
      if (backedUp.ok) return { ok: true, file };
      return { ok: false, problem: `the backup in ${folder} failed. ${explainNoBackup(backedUp)}` };
    } catch (error) {
      return { ok: false, problem: `the backup in ${folder} failed: ${explainNoFolder(error)}.` };
    }
  };

export function explainNoBackup({ reason, what }: BackupRefusal): string {
  switch (reason) {
    case "backup.no-site":
      return `There is no site in ${withoutPassword(what)} to back up. Check DATABASE_URL and DATA_DIR.`;
    case "backup.newer-site":
      return `A newer version of Longtable has updated this site (${what}). Use that version to back it up.`;
    case "backup.no-room":
      return `The disk of ${what} is full. Free some space: a backup needs twice the size of the site while it is made.`;
    case "backup.no-store":
      return `The uploads can’t be read, because the media store failed: ${what}.`;
    case "backup.exists":
      return `${what} already exists. Choose another name, or add --force to overwrite it.`;
  }
}
