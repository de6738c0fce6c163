import { databaseFile } from "../url";
import Sqlite from "./driver.mjs";

/** The last id that each table has given out, including ids of deleted rows. */
export function readSqliteNumbering(url: string): Map<string, number> {
  const db = new Sqlite(databaseFile(url), { readonly: true, fileMustExist: true });
  try {
    const rows = db.prepare<[], [string, number]>("SELECT name, seq FROM sqlite_sequence").raw().all();
    return new Map(rows);
  } finally {
    db.close();
  }
}

/** Each table continues from the given number, or from its own if that is higher. */
export function raiseSqliteNumbering(url: string, numbering: ReadonlyMap<string, number>): void {
  const db = new Sqlite(databaseFile(url), { timeout: 5_000 });
  const update = db.prepare("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?");
  const insert = db.prepare("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)");
  try {
    db.transaction(() => {
      for (const [name, last] of numbering) if (update.run(last, name).changes === 0) insert.run(name, last);
    })();
  } finally {
    db.close();
  }
}
