import { createRequire } from "node:module";
import { type Logger, pino } from "pino";
import type { PrettyOptions, PrettyStream } from "pino-pretty";

export type Log = Logger;

/** Removes secret tokens (newSecret in accounts/token.server.ts) from a path before it is logged. */
export const withoutSecrets = (path: string): string => path.replace(/[0-9a-f]{48}/gi, "…");

/** Logs to standard output: readable lines in local time on a terminal, JSON otherwise. No entry contains a
 *  person's IP address, e-mail address or text. */
export function createLog(level: string, output: NodeJS.WriteStream = process.stdout): Log {
  const options = { level, base: null };
  return output.isTTY ? pino(options, openPretty(output)) : pino(options);
}

/** Loaded on demand, because loading it takes a third of a command's start. */
function openPretty(destination: NodeJS.WriteStream): PrettyStream {
  const pretty: (options: PrettyOptions) => PrettyStream = createRequire(import.meta.url)("pino-pretty");
  return pretty({ destination, sync: true, translateTime: "SYS:HH:MM:ss", singleLine: true });
}
