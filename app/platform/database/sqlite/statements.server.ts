// Statements of SQLite, kept after their first use: to prepare one anew takes up to half of a short one's time.

import type BetterSqlite3 from "better-sqlite3";
import { LRUCache } from "lru-cache";
import { type Columns, declaredType } from "./values";

/** The site asks some two hundred things, and a few of them with lists of every length. */
const MAX_STATEMENTS = 500;

export interface KeptStatement {
  /** Null of a statement that gives no rows. Asked for once: a schema changes before a site opens its database, and not after. */
  columns: Columns | null;
  all(args: unknown[]): unknown[][];
  run(args: unknown[]): BetterSqlite3.RunResult;
}

/** Gives what prepares a statement, or finds it. A statement's values could be bound to it only once: each use gives them. */
export function keepStatements(client: BetterSqlite3.Database): (sql: string) => KeptStatement {
  const kept = new LRUCache<string, KeptStatement>({ max: MAX_STATEMENTS });
  return (sql) => {
    const known = kept.get(sql);
    if (known) return known;
    const made = keep(client.prepare(sql));
    kept.set(sql, made);
    return made;
  };
}

function keep(statement: BetterSqlite3.Statement): KeptStatement {
  const run = (args: unknown[]) => statement.run(args);
  if (!statement.reader) return { columns: null, all: () => [], run };
  const columns = statement.columns();
  statement.raw();
  return {
    columns: {
      names: columns.map(({ name }) => name),
      declared: columns.map(({ type }) => declaredType(type)),
    },
    all: (args) => statement.all(args) as unknown[][],
    run,
  };
}
