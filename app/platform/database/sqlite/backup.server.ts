import Sqlite from "better-sqlite3";
import { databaseFile } from "../url";

/** Writes the database as it stands at one moment into `file`, while others go on writing.. */
export async function backUpSqlite(url: string, file: string): Promise<void> {
  const db = new Sqlite(databaseFile(url), { readonly: true, fileMustExist: true });
  try {
    // Each step of a backup would begin again where somebody wrote since the last: one that reads already keeps its moment.
    db.exec("BEGIN");
    db.prepare("SELECT 1 FROM sqlite_master").get();
    await db.backup(file);
  } finally {
    db.close();
  }
  settleJournal(file);
}

/** One file by itself, without the log that a database in service has beside it. */
function settleJournal(file: string) {
  const db = new Sqlite(file);
  try {
    db.pragma("journal_mode = DELETE");
  } finally {
    db.close();
  }
}
