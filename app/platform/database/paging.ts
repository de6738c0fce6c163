// Keyset pagination: page 400 costs as much as page 1, and no item is skipped when others are added.

import { readRowId } from "./rows/row-id";

/** The ids that bound a page of a list, newest first. */
export interface PageRequest {
  before?: number;
  after?: number;
}

export interface Page<T> {
  items: T[];
  /** Requests for the neighbouring pages; null if there is none. */
  newer: PageRequest | null;
  older: PageRequest | null;
}

/** Parses a page's query. Returns null if it is invalid: the page then answers 404. */
export function readPageRequest(query: URLSearchParams): PageRequest | null {
  const request: PageRequest = {};
  for (const name of ["before", "after"] as const) {
    const value = query.get(name);
    if (value === null) continue;
    const id = readRowId(value);
    if (id === null) return null;
    request[name] = id;
  }
  return request;
}

/** The sort key of an item. The id makes it unique. */
export interface Key {
  at: Date;
  id: number;
}

/** The part of a Prisma query that selects a page. */
export interface KeyRange {
  order: "asc" | "desc";
  key: Key | null;
  take: number;
}

/** The side of a page's boundary that its reader has seen already. Ids are assigned in chronological
 *  order. */
export type Seen = "newer" | "older";

/** Finds the row of an id, which may be deleted, or else its nearest neighbour on the side that was seen
 *  already. */
export const atOrBeside = (id: number, seen: Seen) =>
  seen === "newer"
    ? ({ where: { gte: id }, orderBy: "asc" } as const)
    : ({ where: { lte: id }, orderBy: "desc" } as const);

/** One page of at most `size` items. `findKey` gives the key of the item with this id, or of its neighbour if
 *  the item is deleted since, so that links to the next page keep working. Returns null if there is neither.
 *  `fetch` returns the items past a key, in the order of the range. */
export async function pageByKey<T extends { id: number }>(
  request: PageRequest,
  size: number,
  findKey: (id: number, seen: Seen) => Promise<Key | null>,
  fetch: (range: KeyRange) => Promise<T[]>,
): Promise<Page<T> | null> {
  const backwards = request.after !== undefined;
  const id = request.after ?? request.before;
  const key = id === undefined ? null : await findKey(id, backwards ? "older" : "newer");
  if (id !== undefined && !key) return null;
  const fetched = await fetch({ order: backwards ? "asc" : "desc", key, take: size + 1 });
  const more = fetched.length > size;
  const items = fetched.slice(0, size);
  if (backwards) items.reverse();
  const first = items[0];
  const last = items.at(-1);
  const hasNewer = backwards ? more : key !== null;
  const hasOlder = backwards ? key !== null : more;
  return {
    items,
    newer: hasNewer && first ? { after: first.id } : null,
    older: hasOlder && last ? { before: last.id } : null,
  };
}

/** Condition for items past a key, in the columns `at` and `id`. The first condition is redundant, but lets
 *  the database use its index. */
export function pastKey<At extends string, Id extends string>({ order, key }: KeyRange, at: At, id: Id) {
  if (!key) return {};
  const past = order === "desc" ? "lt" : "gt";
  return {
    [at]: { [`${past}e`]: key.at },
    OR: [{ [at]: { [past]: key.at } }, { [id]: { [past]: key.id } }],
  };
}
