// Copies a site between two databases of any kind, row by row. Progress is not stored anywhere but in the
// rows, so a copy can be interrupted and repeated at any time.

import { listCopiedTables } from "~/inventory.server";
import { readNumbering } from "~/platform/database/copying/numbering.server";
import {
  canonical,
  findSame,
  keyOf,
  readRows,
  type Sum,
  sumRows,
} from "~/platform/database/copying/table-rows.server";
import { type Row, type RowWriter, rowsOf, type Table } from "~/platform/database/copying/tables";
import type { Database, DatabaseClient } from "~/platform/database/database.server";
import { kindOf } from "~/platform/database/kinds.server";

/** An open database and its address. */
export interface Place {
  db: Database;
  url: string;
}

export interface CopiedTable {
  name: string;
  /** Rows that were missing in the target. */
  added: number;
  from: Sum;
  to: Sum;
}

export type CopyResult =
  | { ok: true; tables: CopiedTable[] }
  /** The target has a row that the source doesn't have, or has with other content. */
  | { ok: false; reason: "copy.another-site"; what: string }
  /** The databases differ afterwards: someone has written meanwhile. */
  | { ok: false; reason: "copy.differs"; tables: CopiedTable[] };

type Progress = (doing: string, rows: number) => void;

/** Copies a site from a snapshot, then compares the result with the live site. Both databases must have the
 *  newest schema; the target must be empty or contain a part of this site. */
export async function copySite(from: Place, to: Place, onProgress: Progress = () => {}): Promise<CopyResult> {
  const tables = await listCopiedTables(from.url);
  // In one snapshot, so that each row is copied with the rows that it references: on the live database
  // someone may join and reply between two queries.
  const copied = await from.db.snapshot(async (source) => {
    for (const table of tables) {
      const stranger = await findForeignRow(source, to.db, table);
      if (stranger !== null) return `${table.name} ${stranger}`;
    }
    return copyTables(source, to, tables, onProgress);
  });
  if (typeof copied === "string") return { ok: false, reason: "copy.another-site", what: copied };
  await kindOf(to.url).raiseNumbering(to.url, await readNumbering(from.url, tables));
  await kindOf(to.url).refreshStatistics(to.url);

  const results: CopiedTable[] = [];
  for (const table of tables) {
    const count = (rows: number) => onProgress(`Checking ${table.name}`, rows);
    results.push({
      name: table.name,
      added: copied.get(table.name) ?? 0,
      from: await sumRows(from.db, table, count),
      to: await sumRows(to.db, table, count),
    });
  }
  return results.every(isSame)
    ? { ok: true, tables: results }
    : { ok: false, reason: "copy.differs", tables: results };
}

export const isSame = ({ from, to }: CopiedTable): boolean => from.rows === to.rows && from.sum === to.sum;

/** Key of a row in the target that isn't in the source; null if there is none. */
async function findForeignRow(
  from: DatabaseClient,
  to: DatabaseClient,
  table: Table,
): Promise<string | null> {
  for await (const rows of readRows(to, table)) {
    const ours = await findSame(from, table, rows);
    const stranger = rows.find((row) => {
      const own = ours.get(keyOf(table, row));
      return !own || canonical(own) !== canonical(row);
    });
    if (stranger) return keyOf(table, stranger);
  }
  return null;
}

/** Returns the number of rows added to each table. */
async function copyTables(
  from: DatabaseClient,
  to: Place,
  tables: Table[],
  onProgress: Progress,
): Promise<Map<string, number>> {
  const added = new Map<string, number>();
  const writer = await kindOf(to.url).createRowWriter(to.url);
  try {
    for (const table of tables) {
      const count = (rows: number) => onProgress(`Copying ${table.name}`, rows);
      added.set(table.name, await copyTable(from, to.db, writer, table, count));
    }
  } finally {
    await writer.close();
  }
  return added;
}

async function copyTable(
  from: DatabaseClient,
  to: DatabaseClient,
  writer: RowWriter,
  table: Table,
  counted: (rows: number) => void,
): Promise<number> {
  const begun = (await rowsOf(to, table).count()) > 0;
  let added = 0;
  for await (const rows of readRows(from, table)) {
    const missing = begun ? await withoutPresent(to, table, rows) : rows;
    if (missing.length > 0) await insertAll(writer, table, missing);
    added += missing.length;
    counted(rows.length);
  }
  return added;
}

/** If a batch is refused, its rows are inserted one by one to find the one that can't be copied. Rows before
 *  it stay. */
async function insertAll(writer: RowWriter, table: Table, rows: Row[]): Promise<void> {
  try {
    await writer.insert(table, rows);
  } catch {
    for (const row of rows) {
      await writer.insert(table, [row]).catch((error) => {
        throw new Error(`${table.name} ${keyOf(table, row)} can’t be copied: ${error.message}`, {
          cause: error,
        });
      });
    }
  }
}

async function withoutPresent(to: DatabaseClient, table: Table, rows: Row[]): Promise<Row[]> {
  const present = await findSame(to, table, rows);
  return rows.filter((row) => !present.has(keyOf(table, row)));
}
