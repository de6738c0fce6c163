// Under which address a page is kept: its path and the parts of the query that it reads. Anything else in a query, such as a
// campaign's name, is a visitor's own affair, and makes no other page.

import { LRUCache } from "lru-cache";
import type { Target } from "./request-target";

/** Several times the pages that are kept. A path that is forgotten is learnt again by rendering it once. */
const MAX_PATHS = 10_000;

export class PageAddresses {
  #read = new LRUCache<string, readonly string[]>({ max: MAX_PATHS });

  /** Of a path that has not been read yet, every query is taken for a page of its own. */
  find(target: Target): string {
    return addressOf(target, this.#read.get(target.path) ?? [...target.query.keys()]);
  }

  /** Remembers which parts of the query the page at a path reads. Gives its address. */
  learn(target: Target, names: Iterable<string>): string {
    const read = [...new Set(names)].sort();
    this.#read.set(target.path, read);
    return addressOf(target, read);
  }
}

function addressOf({ path, query }: Target, names: readonly string[]): string {
  const parts = names.flatMap((name) => {
    const value = query.get(name);
    return value === null ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(value)}`];
  });
  return parts.length === 0 ? path : `${path}?${parts.join("&")}`;
}
