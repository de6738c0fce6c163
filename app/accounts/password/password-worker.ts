// Worker that measures passwords with zxcvbn and its dictionaries.

import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import * as common from "@zxcvbn-ts/language-common";
import * as english from "@zxcvbn-ts/language-en";

export interface StrengthTask {
  /** At most MEASURED_CHARS characters. */
  password: string;
  /** Words that a guesser would try first. */
  known: string[];
}

export interface Strength {
  /** From 0 to 4. */
  score: number;
  /** What makes it weak, and what would help. */
  hints: string[];
}

const COMMON = "It is a common password.";

const zxcvbn = new ZxcvbnFactory({
  dictionary: { ...common.dictionary, ...english.dictionary },
  graphs: common.adjacencyGraphs,
  translations: {
    ...english.translations,
    warnings: {
      ...english.translations.warnings,
      ...{ topTen: COMMON, topHundred: COMMON, common: COMMON },
      similarToCommon: "It is similar to a common password.",
      userInputs: "It contains your name, your e-mail address or the name of this site.",
    },
    // Already part of every refusal (TOO_WEAK).
    suggestions: { ...english.translations.suggestions, anotherWord: "", useWords: "", noNeed: "" },
  },
});

export default ({ password, known }: StrengthTask): Strength => {
  const { score, feedback } = zxcvbn.check(password, known);
  return {
    score,
    hints: [feedback.warning, ...feedback.suggestions].flatMap((hint) => hint || []),
  };
};
