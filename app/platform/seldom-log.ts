// Says the same in the log at most once a minute: a page with twenty pictures would otherwise fill it with one failure.

const EVERY_MS = 60_000;
/** Different things that are remembered. */
const MAX_TOLD = 20;

/** Returns a function that calls `say` unless it did so for the same `what` within a minute. */
export function createSeldom(): (what: string, say: () => void) => void {
  const told = new Map<string, number>();
  return (what, say) => {
    const now = Date.now();
    // A clock that was set back makes a time in the future.
    if (Math.abs(now - (told.get(what) ?? 0)) < EVERY_MS) return;
    if (told.size === MAX_TOLD) told.clear();
    told.set(what, now);
    say();
  };
}
