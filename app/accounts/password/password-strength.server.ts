// How long a password would withstand guessing. Measuring takes a processor for 50 milliseconds to a third of a second, so it is done
// beside the main thread, one after the other, by a worker that is there only while passwords are chosen: most days nobody joins.

import { Piscina } from "piscina";
import type { Strength, StrengthTask } from "./password-worker";

/** Of 0 to 4: safe against who guesses offline for months (10^10 guesses and more). */
const LEAST_SCORE = 3;
/** More than strength needs, and the time grows with the square: 128 characters take a second. What comes after these only adds. */
export const MEASURED_CHARS = 40;
/** Whoever would wait longer than some seconds is told to come back. */
const MAX_WAITING = 30;
/** A class joins within minutes: reading the dictionaries for each of them would take longer than measuring. */
const IDLE_MS = 5 * 60 * 1000;

/**
 * Whoever reads and writes goes first: measuring one password after the other takes a whole core, and on a small machine the main
 * thread waited for it. Elsewhere than on Linux it would slow the whole process down.
 */
const NICE_INCREMENT = process.platform === "linux" ? 10 : 0;

const TOO_WEAK = "This password is too easy to guess. Add a few uncommon words.";

export interface PasswordStrength {
  /** What is wrong with a password, and what would help; null where it is strong. `known` is what a guesser would try first. */
  explainWeakness(password: string, known: string[]): Promise<string | null>;
  /** Whether so many wait that one more would wait too long. */
  isBusy(): boolean;
  close(): Promise<void>;
}

/** `workerFile` is the bundle of `password-worker.ts`. */
export function createPasswordStrength({ workerFile }: { workerFile: string }): PasswordStrength {
  const pool = new Piscina<StrengthTask, Strength>({
    filename: workerFile,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_MS,
    niceIncrement: NICE_INCREMENT,
  });
  return {
    async explainWeakness(password, known) {
      const beginning = [...password].slice(0, MEASURED_CHARS).join("");
      const words = known.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]).filter(Boolean);
      const { score, hints } = await pool.run({ password: beginning, known: words });
      return score >= LEAST_SCORE ? null : [TOO_WEAK, ...hints].join(" ");
    },
    isBusy: () => pool.queueSize >= MAX_WAITING,
    close: () => pool.destroy(),
  };
}
