// The tables of a site, for copying it row by row. Each table comes after those that it references.

import type { DatabaseClient } from "./engine";

export interface Table {
  /** Name of the model and of the table. */
  name: string;
  /** Columns of the primary key. */
  key: readonly string[];
}

/** Rows are copied in the order of their keys: a comment's parent has a lower id, so it comes first. */
export const TABLES: readonly Table[] = [
  { name: "Site", key: ["id"] },
  { name: "Person", key: ["id"] },
  { name: "FormerHandle", key: ["handle"] },
  { name: "Renaming", key: ["id"] },
  { name: "Account", key: ["id"] },
  { name: "Session", key: ["id"] },
  { name: "KnownBrowser", key: ["id"] },
  { name: "Passkey", key: ["id"] },
  { name: "Identity", key: ["id"] },
  { name: "Invitation", key: ["id"] },
  { name: "Token", key: ["id"] },
  { name: "EmailChange", key: ["accountId"] },
  { name: "Series", key: ["id"] },
  { name: "Post", key: ["id"] },
  { name: "Month", key: ["month"] },
  { name: "FormerSlug", key: ["slug"] },
  { name: "Byline", key: ["postId", "personId", "role"] },
  { name: "Tag", key: ["id"] },
  { name: "PostTag", key: ["postId", "tagId"] },
  { name: "Comment", key: ["id"] },
  { name: "Pingback", key: ["id"] },
  { name: "ResponsePage", key: ["postId", "startPath"] },
  { name: "Job", key: ["id"] },
];

/** Tables that are not copied: invalidations for other processes, rate limits, and recent replies. */
export const LEFT_BEHIND: readonly string[] = ["Change", "RateLimit", "RecentReply"];

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
  insert(table: Table, rows: Row[]): Promise<void>;
  close(): Promise<void>;
}
