// Lists are paged by key, never by offset: page 400 costs what page 1 does, and nothing is skipped when something is added.

import { readRowId } from "./row-id";

/** The ids that a page of a list lies between, newest first. */
export interface PageRequest {
  before?: number;
  after?: number;
}

export interface Page<T> {
  items: T[];
  /** What to ask for to get the neighbouring page; null where there is none. */
  newer: PageRequest | null;
  older: PageRequest | null;
}

/** Null for a request that isn't one: the page says 404. */
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

/** Whatever a list is ordered by, then the id, so that no two items share a key. */
export interface Key {
  at: Date;
  id: number;
}

/** The part of a query that a page needs, in Prisma's words, over columns of the caller's names. */
export interface KeyRange {
  order: "asc" | "desc";
  key: Key | null;
  take: number;
}

/** On which side of a page's border lies what its reader has seen already. Ids are given in the order in which things came. */
export type Seen = "newer" | "older";

/** The ids in which to look for a row that may be deleted, in Prisma's words: first its own, then those of its neighbours that
 *  were seen already, the nearest first. */
export const atOrBeside = (id: number, seen: Seen) =>
  seen === "newer"
    ? ({ where: { gte: id }, orderBy: "asc" } as const)
    : ({ where: { lte: id }, orderBy: "desc" } as const);

/**
 * One page of at most `size` items. `findKey` gives the key of the item with an id: where it is deleted, a link to the next page
 * still hangs on it, and its neighbour's stands in. Null where there is neither. `fetch` gives the items past a key in the order
 * asked for.
 */
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

/** Items past a key, for columns named `at` and `id`. The first condition alone lets an index find the place. */
export function pastKey<At extends string, Id extends string>({ order, key }: KeyRange, at: At, id: Id) {
  if (!key) return {};
  const past = order === "desc" ? "lt" : "gt";
  return {
    [at]: { [`${past}e`]: key.at },
    OR: [{ [at]: { [past]: key.at } }, { [id]: { [past]: key.id } }],
  };
}
