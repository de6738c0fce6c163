import { LRUCache } from "lru-cache";
import { networkOf } from "./network";

/** About 100 bytes each, so a few megabytes at most. */
const MAX_VISITS = 20_000;
/** Longer than any page with a timed form, so that made-up addresses take no memory. */
const MAX_PATH_CHARS = 300;
/** A reader who returns later has had enough time to read. */
export const REMEMBERED_MS = 60 * 60 * 1000;

/** Remembers when each client network first fetched a path, for one hour. A cached page can't carry the time
 *  at which it was served, so the minimum fill time of its form counts from here. Kept in memory only. */
export class FirstVisits {
  #visits = new LRUCache<string, number>({ max: MAX_VISITS, ttl: REMEMBERED_MS });

  note(address: string, path: string, now: number): void {
    if (path.length > MAX_PATH_CHARS) return;
    const key = visitOf(address, path);
    const before = this.#visits.get(key);
    if (before === undefined || before > now) this.#visits.set(key, now);
  }

  /** Milliseconds since the epoch. Undefined if no visit is remembered, or if the clock has been set back
   *  since. */
  find(address: string, path: string): number | undefined {
    const visit = this.#visits.get(visitOf(address, path));
    return visit !== undefined && visit <= Date.now() ? visit : undefined;
  }
}

const visitOf = (address: string, path: string) => `${networkOf(address)} ${path}`;
