import { createRequire } from "node:module";
import { type Logger, pino } from "pino";
import type { PrettyOptions, PrettyStream } from "pino-pretty";

export type Log = Logger;

/** A path as a line may have it: what opens an account (newSecret of accounts/token.server.ts) is left out. */
export const withoutSecrets = (path: string): string => path.replace(/[0-9a-f]{48}/gi, "…");

/**
 * Writes to standard output: lines for people on a terminal, at the machine's own time, and JSON for everything else. No line names a
 * person: no address, no e-mail, no text that somebody wrote.
 */
export function createLog(level: string, output: NodeJS.WriteStream = process.stdout): Log {
  const options = { level, base: null };
  return output.isTTY ? pino(options, openPretty(output)) : pino(options);
}

/** Loaded where it is used: it takes as long to load as a third of the command. */
function openPretty(destination: NodeJS.WriteStream): PrettyStream {
  const pretty: (options: PrettyOptions) => PrettyStream = createRequire(import.meta.url)("pino-pretty");
  return pretty({ destination, sync: true, translateTime: "SYS:HH:MM:ss", singleLine: true });
}
