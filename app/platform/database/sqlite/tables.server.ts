import type { Table } from "../copying/tables";
import { databaseFile } from "../url";
import Sqlite from "./driver.mjs";

const KEYS = `
  SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c
  WHERE t.type = 'table' AND c.pk > 0 ORDER BY t.name, c.pk`;

const REFERENCES = `
  SELECT DISTINCT t.name, f."table" FROM sqlite_master t JOIN pragma_foreign_key_list(t.name) f
  WHERE t.type = 'table' ORDER BY t.name, f."table"`;

/** Keys and references of these tables, as the schema has them. */
export function readSqliteTables(url: string, names: readonly string[]): Table[] {
  const db = new Sqlite(databaseFile(url), { readonly: true, fileMustExist: true });
  try {
    const pairs = (sql: string) => db.prepare<[], [string, string]>(sql).raw().all();
    const [keys, references] = [pairs(KEYS), pairs(REFERENCES)];
    const of = (name: string, all: [string, string][]) =>
      all.flatMap(([own, other]) => (own === name ? other : []));
    return names.map((name) => ({ name, key: of(name, keys), references: of(name, references) }));
  } finally {
    db.close();
  }
}
