import { type Logger, pino } from "pino";

export type Log = Logger;

/** Lines of JSON on standard output. No line names a person: no address, no e-mail, no text that somebody wrote. */
export const createLog = (level: string): Log => pino({ level, base: null });
