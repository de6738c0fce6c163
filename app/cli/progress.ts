/** Often enough to show progress, rarely enough for a log. Work that ends sooner logs nothing. */
const EVERY_MS = 10_000;

interface Output {
  isTTY?: boolean;
  write(text: string): unknown;
}

/** Shows the progress of long work: on a terminal in one line that is overwritten, otherwise in a line on
 *  standard error now and then. */
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
    /** Adds to the count of the current step. */
    add(what: string, more: number) {
      done = what === doing ? done + more : more;
      doing = what;
      show(`${doing} … ${done.toLocaleString("en")}`);
    },
    /** Shows a count out of a total. */
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
