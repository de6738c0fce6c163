// Parts of pages and feeds that are the same for everyone and cost more to find than to show: members' pages are made each time, a page
// after a comment has changed in little else, and a feed is mostly made of entries that it had before. Each process keeps them by the cache tags of what they show.

import { LRUCache } from "lru-cache";

/** What is found, and the cache tags of everything that it shows. */
export interface Part<Value> {
  value: Value;
  tags: string[];
  /** About what it takes in memory; a few kB if it isn't said. */
  bytes?: number;
  /** Whether it stays for whoever makes it anew, who may find that most of it is as it was. */
  isReusable?: boolean;
}

interface Kept extends Part<unknown> {
  /** Only for making it anew. */
  isForgotten?: boolean;
}

/** About fifteen discussions of 300 responses, or 3,000 entries of feeds. */
const MAX_BYTES = 24 * 1024 * 1024;
const USUAL_BYTES = 4_096;

export class KeptParts {
  readonly #parts = new LRUCache<string, Kept>({
    maxSize: MAX_BYTES,
    sizeCalculation: ({ bytes = USUAL_BYTES }) => Math.max(1, bytes),
    // Whether it is replaced, forgotten or makes room.
    dispose: (part, name) => this.#unlist(name, part),
  });
  /** The names of the parts that have a tag. Each change of the site looks for its tags: through thousands of parts, that took a tenth of the
   *  processor time of a reply. */
  readonly #having = new Map<string, Set<string>>();
  readonly #making = new Map<string, { since: number; part: Promise<Part<unknown>> }>();
  #invalidations = 0;

  /** `catchUp` applies invalidations by other processes, before a part is taken from memory. */
  constructor(private readonly catchUp: () => Promise<void> | undefined = () => undefined) {}

  /** The part of this name, which always has the same type. What it gives is shared, and must not be changed. */
  async find<Value>(name: string, make: () => Promise<Part<Value>>): Promise<Part<Value>> {
    const found = await this.findAll([name], async () => new Map([[name, await this.#makeOnce(name, make)]]));
    return found.get(name) as Part<Value>;
  }

  /** Whoever asks for a part while it is made waits for the same one, unless anything was invalidated since that began. If it can't be made, each makes their own: what
   *  pages throw is an answer, which can be sent once. */
  #makeOnce<Value>(name: string, make: () => Promise<Part<Value>>): Promise<Part<Value>> {
    const since = this.#invalidations;
    const making = this.#making.get(name);
    if (making?.since === since) return (making.part as Promise<Part<Value>>).catch(make);
    const part = make().finally(() => {
      if (this.#making.get(name)?.part === part) this.#making.delete(name);
    });
    this.#making.set(name, { since, part });
    return part;
  }

  /** The parts of these names that there are. `make` finds those that aren't kept; `former` gives what a reusable one was. They are kept unless anything was invalidated
   *  meanwhile: that may or may not be included. */
  async findAll<Value>(
    names: string[],
    make: (
      missing: string[],
      former: (name: string) => Value | undefined,
    ) => Promise<Map<string, Part<Value>>>,
  ): Promise<Map<string, Part<Value>>> {
    await this.catchUp();
    const found = new Map<string, Part<Value>>();
    for (const name of names) {
      const kept = this.#parts.get(name);
      if (kept && !kept.isForgotten) found.set(name, kept as Part<Value>);
    }
    const missing = names.filter((name) => !found.has(name));
    if (missing.length === 0) return found;
    const before = this.#invalidations;
    const former = (name: string) => this.#parts.peek(name)?.value as Value | undefined;
    for (const [name, part] of await make(missing, former)) {
      if (this.#invalidations === before) this.#keep(name, part);
      found.set(name, part);
    }
    return found;
  }

  /** Forgets the parts that have one of these tags. */
  invalidate(change: ReadonlySet<string> | "everything"): void {
    this.#invalidations++;
    if (change === "everything") this.#parts.clear();
    else for (const tag of change) for (const name of [...(this.#having.get(tag) ?? [])]) this.#forget(name);
  }

  #forget(name: string) {
    const part = this.#parts.peek(name);
    if (part?.isReusable) this.#parts.set(name, { ...part, tags: [], isForgotten: true });
    else this.#parts.delete(name);
  }

  /** One that is too large isn't kept. */
  #keep(name: string, part: Part<unknown>) {
    this.#parts.set(name, part);
    if (!this.#parts.has(name)) return;
    for (const tag of part.tags) {
      const names = this.#having.get(tag);
      if (names) names.add(name);
      else this.#having.set(tag, new Set([name]));
    }
  }

  #unlist(name: string, { tags }: Part<unknown>) {
    for (const tag of tags) {
      const names = this.#having.get(tag);
      if (names?.delete(name) && names.size === 0) this.#having.delete(tag);
    }
  }

  /** How many tags are listed. */
  get tags(): number {
    return this.#having.size;
  }
}
