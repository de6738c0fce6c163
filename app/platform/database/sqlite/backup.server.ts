import { databaseFile } from "../url";
import Sqlite from "./driver.mjs";

/** Writes a consistent copy of the database to `file`, while others go on writing. */
export async function backUpSqlite(url: string, file: string): Promise<void> {
  const db = new Sqlite(databaseFile(url), { readonly: true, fileMustExist: true });
  try {
    // The backup API starts again whenever another connection writes, unless its own connection holds a read
    // transaction.
    db.exec("BEGIN");
    db.prepare("SELECT 1 FROM sqlite_master").get();
    await db.backup(file);
  } finally {
    db.close();
  }
  settleJournal(file);
}

/** Leaves WAL mode, so that the copy is a single file. */
function settleJournal(file: string) {
  const db = new Sqlite(file);
  try {
    db.pragma("journal_mode = DELETE");
  } finally {
    db.close();
  }
}
