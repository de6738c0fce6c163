import { LRUCache } from "lru-cache";
import { networkOf } from "./network";

/** A hundred bytes each: a few megabytes at most. */
const MAX_VISITS = 20_000;
/** Longer than any address of a page with a form that is timed: what is asked for by a longer one takes no memory. */
const MAX_PATH_CHARS = 300;
/** A reader who comes back later than this has long had time to read. */
export const REMEMBERED_MS = 60 * 60 * 1000;

/**
 * When an address first fetched a path, within the last hour. A page served from the cache can't carry the time of its
 * serving, so a form on it is timed from here. Held in memory only, and never longer.
 */
export class FirstVisits {
  #visits = new LRUCache<string, number>({ max: MAX_VISITS, ttl: REMEMBERED_MS });

  note(address: string, path: string, now: number): void {
    if (path.length > MAX_PATH_CHARS) return;
    const key = visitOf(address, path);
    const before = this.#visits.get(key);
    if (before === undefined || before > now) this.#visits.set(key, now);
  }

  /** Milliseconds since the epoch, or undefined where none is remembered: nor is one from before the clock was set back. */
  find(address: string, path: string): number | undefined {
    const visit = this.#visits.get(visitOf(address, path));
    return visit !== undefined && visit <= Date.now() ? visit : undefined;
  }
}

const visitOf = (address: string, path: string) => `${networkOf(address)} ${path}`;
