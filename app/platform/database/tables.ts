// The tables that make up a site, so that they can be taken elsewhere row by row. A table stands after those that it refers to.

import type { DatabaseClient } from "./engine";

export interface Table {
  /** Of the model, and in the database. */
  name: string;
  /** The columns by which a row is known. */
  key: readonly string[];
}

/** A comment refers to one with a lower id: what is answered is there first. */
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

/** What a site does without: page caches of another database's processes, how often somebody knocked of late, and with what. */
export const LEFT_BEHIND: readonly string[] = ["Change", "RateLimit", "RecentReply"];

/** A row as the client gives it. */
export type Row = Record<string, unknown>;

/** What is asked of every table alike. */
interface Rows {
  findMany(query: { where?: object; orderBy?: object[]; take?: number }): Promise<Row[]>;
  count(): Promise<number>;
}

export const rowsOf = (db: DatabaseClient, { name }: Table): Rows =>
  (db as unknown as Record<string, Rows>)[name.charAt(0).toLowerCase() + name.slice(1)] as Rows;

/** Adds rows as they are, many at once. */
export interface RowWriter {
  /** All of them or none. */
  insert(table: Table, rows: Row[]): Promise<void>;
  close(): Promise<void>;
}
