// Parts of pages and feeds that are the same for everyone and cost more to find than to show: members' pages are made each time, and a
// feed is mostly made of entries that it had before. Each process keeps them by the cache tags of what they show.

import { LRUCache } from "lru-cache";

/** What is found, and the cache tags of everything that it shows. */
export interface Part<Value> {
  value: Value;
  tags: string[];
  /** About what it takes in memory; a few kB if it isn't said. */
  bytes?: number;
}

/** About sixty discussions of 300 responses, or 3,000 entries of feeds. */
const MAX_BYTES = 24 * 1024 * 1024;
const USUAL_BYTES = 4_096;

export class KeptParts {
  readonly #parts = new LRUCache<string, Part<unknown>>({
    maxSize: MAX_BYTES,
    sizeCalculation: ({ bytes = USUAL_BYTES }) => Math.max(1, bytes),
  });
  #invalidations = 0;

  /** `catchUp` applies invalidations by other processes, before a part is taken from memory. */
  constructor(private readonly catchUp: () => Promise<void> | undefined = () => undefined) {}

  /** The part of this name, which always has the same type. What it gives is shared, and must not be changed. */
  async find<Value>(name: string, make: () => Promise<Part<Value>>): Promise<Part<Value>> {
    const found = await this.findAll([name], async () => new Map([[name, await make()]]));
    return found.get(name) as Part<Value>;
  }

  /** The parts of these names that there are. `make` finds those that aren't kept. They are kept unless anything was invalidated
   *  meanwhile: that may or may not be included. */
  async findAll<Value>(
    names: string[],
    make: (missing: string[]) => Promise<Map<string, Part<Value>>>,
  ): Promise<Map<string, Part<Value>>> {
    await this.catchUp();
    const found = new Map<string, Part<Value>>();
    for (const name of names) {
      const kept = this.#parts.get(name);
      if (kept) found.set(name, kept as Part<Value>);
    }
    const missing = names.filter((name) => !found.has(name));
    if (missing.length === 0) return found;
    const before = this.#invalidations;
    for (const [name, part] of await make(missing)) {
      if (this.#invalidations === before) this.#parts.set(name, part);
      found.set(name, part);
    }
    return found;
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
