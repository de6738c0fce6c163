import { setImmediate as afterOthers } from "node:timers/promises";

/**
 * Gives what resolves for one after the other, and between them lets everything else have a go that waits. Forms that come at
 * once, such as a class that signs in together, are begun like that: who only reads never waits for all of them.
 */
export function createTurns(): () => Promise<void> {
  let last = Promise.resolve();
  return () => {
    const mine = last;
    last = mine.then(() => afterOthers());
    return mine;
  };
}
