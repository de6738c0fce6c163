import Sqlite from "better-sqlite3";
import { databaseFile } from "../url";

/** The last number that each table has given a row, also one that is gone. */
export function readSqliteNumbering(url: string): Map<string, number> {
  const db = new Sqlite(databaseFile(url), { readonly: true, fileMustExist: true });
  try {
    const rows = db.prepare<[], [string, number]>("SELECT name, seq FROM sqlite_sequence").raw().all();
    return new Map(rows);
  } finally {
    db.close();
  }
}

/** Each table goes on from the given number, or from its own where that is higher. */
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
