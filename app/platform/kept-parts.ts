// Parts of pages that are the same for everyone and cost more to find than to show. Members' pages are made each time, so each process
// keeps these by the cache tags of what they show.

import { LRUCache } from "lru-cache";

/** What is found, and the cache tags of everything that it shows. */
export interface Part<Value> {
  value: Value;
  tags: string[];
}

/** A part takes some kB at most, so all take 2 MB. */
const MAX_PARTS = 500;

export class KeptParts {
  readonly #parts = new LRUCache<string, Part<unknown>>({ max: MAX_PARTS });
  #invalidations = 0;

  /** The part of this name, which always has the same type. A new one is kept unless anything was invalidated while it was found: that
   *  may or may not be included. */
  async find<Value>(name: string, make: () => Promise<Part<Value>>): Promise<Part<Value>> {
    const kept = this.#parts.get(name);
    if (kept) return kept as Part<Value>;
    const before = this.#invalidations;
    const made = await make();
    if (this.#invalidations === before) this.#parts.set(name, made);
    return made;
  }

  /** Forgets the parts that have one of these tags. */
  invalidate(change: ReadonlySet<string> | "everything"): void {
    this.#invalidations++;
    if (change === "everything") this.#parts.clear();
    else
      for (const [name, { tags }] of this.#parts.entries())
        if (tags.some((tag) => change.has(tag))) this.#parts.delete(name);
  }
}
