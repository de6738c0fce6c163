// Asks the index for entries.

import type { BoundedQuery } from "~/platform/database/bounded-reader";
import type { Dialect, EntryRow, Statement } from "./dialect";
import type { Frequencies } from "./frequencies";

export interface Hit {
  key: number;
  kind: number;
  thingId: number;
  postId: number | null;
  /** Higher for better. */
  score: number;
}

export interface Asking {
  query: BoundedQuery;
  dialect: Dialect;
}

export interface Hits {
  hits: Hit[];
  count: number;
  isCapped: boolean;
  having: "all" | "most";
  /** The lowest key of those that were looked at for a phrase; null for all. */
  since: number | null;
}

export interface Deps extends Asking {
  frequencies: Frequencies;
  /** That of the dialect, or another number for tests. */
  maxPlaced: number;
}

export async function listEntries({ query }: Asking, { sql, values }: Statement): Promise<Hit[]> {
  const rows = await query<EntryRow>(sql, values);
  return rows.map(({ key, kind, thingId, postId }) => ({
    key: Number(key),
    kind,
    thingId,
    postId,
    score: 0,
  }));
}

export async function listKeys({ query }: Asking, { sql, values }: Statement): Promise<number[]> {
  return (await query<Pick<EntryRow, "key">>(sql, values)).map(({ key }) => Number(key));
}
