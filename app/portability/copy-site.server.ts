// A site moves from one database to another, of either kind, row by row through the same client. Nothing marks how far it
// came: the rows do, so it can end at any moment, and be done again.

import type { Database, DatabaseClient } from "~/platform/database/database.server";
import { kindOf } from "~/platform/database/kinds.server";
import { readNumbering } from "~/platform/database/numbering.server";
import {
  canonical,
  findSame,
  keyOf,
  readRows,
  type Sum,
  sumRows,
} from "~/platform/database/table-rows.server";
import { type Row, type RowWriter, rowsOf, TABLES, type Table } from "~/platform/database/tables";

/** An open database and its address. */
export interface Place {
  db: Database;
  url: string;
}

export interface CopiedTable {
  name: string;
  /** Rows that were not there yet. */
  added: number;
  from: Sum;
  to: Sum;
}

export type CopyResult =
  | { ok: true; tables: CopiedTable[] }
  /** The target holds a row that the source doesn't have, or has otherwise. */
  | { ok: false; reason: "copy.another-site"; what: string }
  /** The two differ at the end: somebody wrote meanwhile. */
  | { ok: false; reason: "copy.differs"; tables: CopiedTable[] };

type Progress = (doing: string, rows: number) => void;

/**
 * Copies all that makes up a site, as it stands at one moment, and compares it with the site as it stands then. Both databases are at
 * the newest schema; the target is empty, or has a part of this site.
 */
export async function copySite(from: Place, to: Place, onProgress: Progress = () => {}): Promise<CopyResult> {
  // What refers to something is copied with it: between two queries on the site itself, somebody may join and reply.
  const copied = await from.db.snapshot(async (source) => {
    for (const table of TABLES) {
      const stranger = await findStranger(source, to.db, table);
      if (stranger !== null) return `${table.name} ${stranger}`;
    }
    return copyTables(source, to, onProgress);
  });
  if (typeof copied === "string") return { ok: false, reason: "copy.another-site", what: copied };
  await kindOf(to.url).raiseNumbering(to.url, await readNumbering(from.url));
  await kindOf(to.url).refreshStatistics(to.url);

  const tables: CopiedTable[] = [];
  for (const table of TABLES) {
    const count = (rows: number) => onProgress(`Checking ${table.name}`, rows);
    tables.push({
      name: table.name,
      added: copied.get(table.name) ?? 0,
      from: await sumRows(from.db, table, count),
      to: await sumRows(to.db, table, count),
    });
  }
  return tables.every(isSame) ? { ok: true, tables } : { ok: false, reason: "copy.differs", tables };
}

export const isSame = ({ from, to }: CopiedTable): boolean => from.rows === to.rows && from.sum === to.sum;

/** The key of a row in the target that is not the source's. */
async function findStranger(from: DatabaseClient, to: DatabaseClient, table: Table): Promise<string | null> {
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

/** Gives for each table how many rows were missing. */
async function copyTables(
  from: DatabaseClient,
  to: Place,
  onProgress: Progress,
): Promise<Map<string, number>> {
  const added = new Map<string, number>();
  const writer = await kindOf(to.url).createRowWriter(to.url);
  try {
    for (const table of TABLES) {
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

/** Where a batch is refused, its rows go one by one, so that the one that can't be copied is named. What went in before it stays. */
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
