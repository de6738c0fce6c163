// The tables of a site, for copying it row by row.

import { Prisma } from "../../generated/sqlite/client";
import type { DatabaseClient } from "../engine";

/** Names of a model and its table. */
export type ModelName = Prisma.ModelName;

export const MODELS: readonly string[] = Object.keys(Prisma.ModelName);

export interface Table {
  /** Name of the model and of the table. */
  name: string;
  /** Columns of the primary key. Rows are copied in its order: a comment's parent has a lower id, so it comes
   *  first. */
  key: readonly string[];
  /** Tables that its foreign keys reference. */
  references: readonly string[];
}

/** The tables in their order, except that each comes after those that it references. Throws if they reference
 *  one another in a circle. */
export function inOrderOfReferences(tables: readonly Table[]): Table[] {
  const ordered = new Set<Table>();
  const add = (table: Table, path: Table[]) => {
    if (path.includes(table))
      throw new Error(`These tables reference one another: ${path.map(({ name }) => name).join(", ")}`);
    for (const other of tables)
      if (other !== table && table.references.includes(other.name)) add(other, [...path, table]);
    ordered.add(table);
  };
  for (const table of tables) add(table, []);
  return [...ordered];
}

/** A row as the Prisma client returns it. */
export type Row = Record<string, unknown>;

/** The queries that all tables have in common. */
interface Rows {
  findMany(query: { where?: object; orderBy?: object[]; take?: number }): Promise<Row[]>;
  count(): Promise<number>;
}

export const rowsOf = (db: DatabaseClient, { name }: Table): Rows =>
  (db as unknown as Record<string, Rows>)[name.charAt(0).toLowerCase() + name.slice(1)] as Rows;

/** Inserts rows unchanged, many at once. */
export interface RowWriter {
  /** Inserts all rows or none. */
  insert(table: Pick<Table, "name">, rows: Row[]): Promise<void>;
  close(): Promise<void>;
}
