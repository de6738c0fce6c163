// Estimates password strength. Measuring takes 50 to 300 ms of processor time, so a single worker does it,
// which runs only while passwords are chosen.

import { Piscina } from "piscina";
import type { Strength, StrengthTask } from "./password-worker";

/** From 0 to 4. 3 means safe against months of offline guessing (10^10 guesses and more). */
const LEAST_SCORE = 3;
/** Enough to rate any strength; the time grows with the square, and 128 characters would take a second.
 *  Further characters only add strength. */
export const MEASURED_CHARS = 40;
/** Beyond this, people would wait for more than some seconds and are asked to come back. */
const MAX_WAITING = 30;
/** A class joins within minutes, and loading the dictionaries for each would take longer than measuring. */
const IDLE_MS = 5 * 60 * 1000;

/** Lowers the worker's priority: on a small machine, measuring passwords would otherwise take a core from the
 *  main thread. Only on Linux, where it applies to a single thread. */
const NICE_INCREMENT = process.platform === "linux" ? 10 : 0;

const TOO_WEAK = "This password is too easy to guess. Add a few uncommon words.";

export interface PasswordStrength {
  /** What is wrong with a password and what would help; null if it is strong. `known` are words that a
   *  guesser would try first. */
  explainWeakness(password: string, known: string[]): Promise<string | null>;
  /** Whether the queue is so long that another call would wait too long. */
  isBusy(): boolean;
  close(): Promise<void>;
}

/** `workerFile` is the built `password-worker.ts`. */
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
