import { type Logger, pino } from "pino";

export type Log = Logger;

/** A path as a line may have it: what opens an account (newSecret of people/token.server.ts) is left out. */
export const withoutSecrets = (path: string): string => path.replace(/[0-9a-f]{48}/gi, "…");

/** Lines of JSON on standard output. No line names a person: no address, no e-mail, no text that somebody wrote. */
export const createLog = (level: string): Log => pino({ level, base: null });
