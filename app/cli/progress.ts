/** Shows how far long work is, on a terminal and nowhere else: one line that each word of it replaces. */
export function createProgress(stream: NodeJS.WriteStream = process.stdout) {
  let doing = "";
  let done = 0;
  return {
    add(what: string, more: number) {
      if (!stream.isTTY) return;
      done = what === doing ? done + more : more;
      doing = what;
      stream.write(`\r\x1b[K${doing} … ${done.toLocaleString("en")}`);
    },
    end() {
      if (stream.isTTY && doing !== "") stream.write("\r\x1b[K");
      doing = "";
    },
  };
}
