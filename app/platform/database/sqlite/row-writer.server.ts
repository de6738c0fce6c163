import type { Row, RowWriter, Table } from "../copying/tables";
import { databaseFile } from "../url";
import Sqlite from "./driver.mjs";

export function createSqliteRowWriter(url: string): RowWriter {
  const db = new Sqlite(databaseFile(url), { timeout: 5_000, fileMustExist: true });
  db.pragma("foreign_keys = ON");
  db.pragma("synchronous = NORMAL");
  return {
    async insert({ name }: Pick<Table, "name">, rows: Row[]) {
      const columns = Object.keys(rows[0] ?? {});
      const names = columns.map((column) => `"${column}"`).join(", ");
      const insert = db.prepare(
        `INSERT INTO "${name}" (${names}) VALUES (${columns.map(() => "?").join(", ")})`,
      );
      db.transaction(() => {
        for (const row of rows) insert.run(columns.map((column) => stored(row[column])));
      })();
    },
    close: async () => void db.close(),
  };
}

/** Converts a value as Prisma's adapter does. */
const stored = (value: unknown) =>
  value instanceof Date
    ? value.toISOString().replace("Z", "+00:00")
    : typeof value === "boolean"
      ? +value
      : value;
