import { setImmediate as afterOthers } from "node:timers/promises";

/** Returns a function whose promises resolve one after the other, with a pause for other work in between.
 *  Forms that arrive at once, such as a class signing in, start one at a time, so that readers never wait for
 *  all of them. */
export function createTurns(): () => Promise<void> {
  let last = Promise.resolve();
  return () => {
    const mine = last;
    last = mine.then(() => afterOthers());
    return mine;
  };
}
