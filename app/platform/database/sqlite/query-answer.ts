// What is asked of the process of query-process.ts, and what it answers.

export interface Question {
  sql: string;
  values: readonly unknown[];
}

/** Rows column by column: two thousand are sent in a fraction of the time that they take as objects. */
export interface Columns {
  names: string[];
  columns: (unknown[] | Float64Array)[];
}

export type Answer = Columns | { error: string };
