/** Often enough to see that it goes on, seldom enough for a log. What is done sooner says nothing. */
const EVERY_MS = 10_000;

interface Output {
  isTTY?: boolean;
  write(text: string): unknown;
}

/**
 * Shows how far long work is: on a terminal in one line that each word of it replaces; elsewhere (a log, a pipe) in a line on the
 * error output now and then.
 */
export function createProgress({
  screen = process.stdout as Output,
  log = process.stderr as Output,
  clock = Date.now,
} = {}) {
  let doing = "";
  let done = 0;
  let isShown = false;
  let lastAt = clock();
  const show = (line: string) => {
    if (screen.isTTY) {
      screen.write(`\r\x1b[K${line}`);
      isShown = true;
    } else if (clock() - lastAt >= EVERY_MS) {
      log.write(`${line}\n`);
      lastAt = clock();
    }
  };
  return {
    /** So much more of what is done at present. */
    add(what: string, more: number) {
      done = what === doing ? done + more : more;
      doing = what;
      show(`${doing} … ${done.toLocaleString("en")}`);
    },
    /** So much of all that there is. */
    of(what: string, count: number, all: number) {
      show(`${what} … ${count.toLocaleString("en")} of ${all.toLocaleString("en")}`);
    },
    end() {
      if (isShown) screen.write("\r\x1b[K");
      isShown = false;
      doing = "";
    },
  };
}
