// Finished entries of posts. A feed is mostly made of entries that it had before: a new post or another page of it needs
// few others.

import { LRUCache } from "lru-cache";

export interface FinishedEntry {
  id: number;
  text: Buffer;
  updatedAt: Date;
  /** Cache tags of everything that it shows. */
  keys: string[];
}

/** Bytes kept in each process: about 1,000 posts of 900 words in one format, or twenty feeds. */
const MAX_BYTES = 8 * 1024 * 1024;

export class EntryCache {
  readonly #entries: LRUCache<string, FinishedEntry>;
  #invalidations = 0;

  constructor(maxBytes = MAX_BYTES) {
    this.#entries = new LRUCache({ maxSize: maxBytes, sizeCalculation: ({ text }) => text.length });
  }

  find(address: string): FinishedEntry | undefined {
    return this.#entries.get(address);
  }

  /** Calls `make`, and keeps what it returns, by address, unless anything was invalidated meanwhile: that may or may not
   *  be included. */
  async add(make: () => Promise<Map<string, FinishedEntry>>): Promise<Map<string, FinishedEntry>> {
    const before = this.#invalidations;
    const made = await make();
    if (this.#invalidations === before)
      for (const [address, entry] of made) this.#entries.set(address, entry);
    return made;
  }

  /** Removes the entries that have one of these tags. */
  invalidate(change: ReadonlySet<string> | "everything"): void {
    this.#invalidations++;
    if (change === "everything") this.#entries.clear();
    else
      for (const [address, { keys }] of this.#entries.entries())
        if (keys.some((key) => change.has(key))) this.#entries.delete(address);
  }
}
