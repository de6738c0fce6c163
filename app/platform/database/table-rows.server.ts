// The rows of any table, in the order of its key and a batch at a time.

import { createHash } from "node:crypto";
import type { DatabaseClient } from "./engine";
import { type Row, rowsOf, type Table } from "./tables";

/** Two megabytes of long comments; and of the longest posts what still fits into one statement. */
const BATCH = 500;

/** All rows after `after`, in batches. */
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

/** Rows past a key, column by column. The first condition alone lets an index find the place. */
function past([column = "", ...rest]: readonly string[], row: Row): object {
  const value = row[column];
  if (rest.length === 0) return { [column]: { gt: value } };
  return {
    [column]: { gte: value },
    OR: [{ [column]: { gt: value } }, { [column]: value, AND: past(rest, row) }],
  };
}

/** On SQLite the client takes 999 values for one query. */
const MAX_KEY_VALUES = 900;

/** Those of `rows` that stand in this database under the same keys, by key. */
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

/** What a row says, the same whichever database it stands in. */
export const canonical = (row: Row): string =>
  JSON.stringify(
    Object.keys(row)
      .sort()
      .map((column) => row[column]),
  );

export interface Sum {
  rows: number;
  /** Of the rows' hashes, in whatever order they come: databases differ in how they order text. */
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
