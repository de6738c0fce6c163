// Statements of SQLite, kept after their first use: the stock adapter has each prepared anew, which takes up to half of a short
// one's time.

import type BetterSqlite3 from "better-sqlite3";
import { LRUCache } from "lru-cache";

/** The site asks some two hundred things, and a few of them with lists of every length. */
const MAX_STATEMENTS = 500;

/** What the stock adapter does with a statement. */
interface Bound {
  readonly reader: boolean;
  run(): BetterSqlite3.RunResult;
  columns(): BetterSqlite3.ColumnDefinition[];
  raw(): { all(): unknown[] };
}

/**
 * Gives what stands in for `client.prepare`. A statement's values can be bound to it only once, so each use gets them with the
 * call instead. Its columns are asked for once: a schema changes before a site opens its database, and not after.
 */
export function keepStatements(
  client: BetterSqlite3.Database,
): (sql: string) => { bind(args: unknown[]): Bound } {
  const prepare = client.prepare.bind(client);
  const kept = new LRUCache<string, ReturnType<typeof keep>>({ max: MAX_STATEMENTS });
  return (sql) => {
    const known = kept.get(sql) ?? keep(prepare(sql));
    kept.set(sql, known);
    return known;
  };
}

function keep(statement: BetterSqlite3.Statement) {
  let columns: BetterSqlite3.ColumnDefinition[] | undefined;
  return {
    bind: (args: unknown[]): Bound => ({
      reader: statement.reader,
      run: () => statement.run(args),
      columns: () => (columns ??= statement.columns()),
      raw: () => ({ all: () => statement.raw().all(args) }),
    }),
  };
}
