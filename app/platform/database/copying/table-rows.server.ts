// Reads the rows of any table in batches, in the order of its key.

import { createHash } from "node:crypto";
import type { DatabaseClient } from "../engine";
import { type Row, rowsOf, type Table } from "./tables";

/** About two megabytes of long comments; the longest posts still fit into one statement. */
const BATCH = 500;

/** All rows after the row `after`, in batches. */
export async function* readRows(
  db: DatabaseClient,
  table: Table,
  after: Row | null = null,
): AsyncGenerator<Row[]> {
  const orderBy = table.key.map((column) => ({ [column]: "asc" }));
  for (let last = after; ; ) {
    const where = last ? past(table.key, last) : {};
    const rows = await rowsOf(db, table).findMany({ where, orderBy, take: BATCH });
    if (rows.length > 0) yield rows;
    if (rows.length < BATCH) return;
    last = rows.at(-1) as Row;
  }
}

/** Condition for rows past a key of several columns. The first condition lets the database use its index. */
function past([column = "", ...rest]: readonly string[], row: Row): object {
  const value = row[column];
  if (rest.length === 0) return { [column]: { gt: value } };
  return {
    [column]: { gte: value },
    OR: [{ [column]: { gt: value } }, { [column]: value, AND: past(rest, row) }],
  };
}

/** SQLite's client allows 999 values in a query. */
const MAX_KEY_VALUES = 900;

/** Rows of this database with the same keys as `rows`, by key. */
export async function findSame(db: DatabaseClient, table: Table, rows: Row[]): Promise<Map<string, Row>> {
  const found = new Map<string, Row>();
  const size = Math.floor(MAX_KEY_VALUES / table.key.length);
  for (let at = 0; at < rows.length; at += size) {
    const where = sameKeys(table, rows.slice(at, at + size));
    for (const row of await rowsOf(db, table).findMany({ where })) found.set(keyOf(table, row), row);
  }
  return found;
}

function sameKeys({ key }: Table, rows: Row[]): object {
  const [first = "", ...rest] = key;
  if (rest.length === 0) return { [first]: { in: rows.map((row) => row[first]) } };
  return { OR: rows.map((row) => Object.fromEntries(key.map((column) => [column, row[column]]))) };
}

export const keyOf = (table: Table, row: Row): string => table.key.map((column) => row[column]).join(" ");

/** A row's content in a form that doesn't depend on the database. */
export const canonical = (row: Row): string =>
  JSON.stringify(
    Object.keys(row)
      .sort()
      .map((column) => row[column]),
  );

export interface Sum {
  rows: number;
  /** Sum of the rows' hashes. It doesn't depend on their order, since databases sort text differently. */
  sum: string;
}

export async function sumRows(
  db: DatabaseClient,
  table: Table,
  counted: (rows: number) => void,
): Promise<Sum> {
  let rows = 0;
  let sum = 0n;
  for await (const batch of readRows(db, table)) {
    for (const row of batch) sum += createHash("sha256").update(canonical(row)).digest().readBigUInt64BE();
    rows += batch.length;
    counted(batch.length);
  }
  return { rows, sum: BigInt.asUintN(64, sum).toString(16).padStart(16, "0") };
}
