// How long a password would withstand guessing, by zxcvbn's dictionaries, which come with its packages. They are read when
// the first password is chosen: most days nobody joins.

import type { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { MAX_PASSWORD_CHARS, MIN_PASSWORD_CHARS } from "./account.schema";

/** Of 0 to 4: safe against who guesses offline for months (10^10 guesses and more). */
const LEAST_SCORE = 3;

let reading: Promise<ZxcvbnFactory> | undefined;

async function readDictionaries(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
    import("@zxcvbn-ts/language-en"),
  ]);
  return new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
    translations: english.translations,
    maxLength: MAX_PASSWORD_CHARS,
  });
}

/** What is wrong with a password, and what would help; null where it is strong. `known` is what a guesser would try first. */
export async function explainWeakness(password: string, known: string[]): Promise<string | null> {
  const length = [...password].length;
  if (length === 0) return "Please choose a password.";
  if (length > MAX_PASSWORD_CHARS)
    return `This site measures passwords of up to ${MAX_PASSWORD_CHARS} characters. Please choose a shorter one.`;
  if (length < MIN_PASSWORD_CHARS)
    return `Please choose at least ${MIN_PASSWORD_CHARS} characters. A few unconnected words are strong, and easy to remember.`;
  reading ??= readDictionaries();
  const words = known.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]).filter(Boolean);
  const { score, feedback } = (await reading).check(password, words);
  if (score >= LEAST_SCORE) return null;
  const hints = [feedback.warning, ...feedback.suggestions].filter(Boolean);
  return ["This would be guessed too soon.", ...hints].join(" ");
}
