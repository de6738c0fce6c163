// What the worker that measures passwords does: zxcvbn, by its dictionaries, which come with its packages.

import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import * as common from "@zxcvbn-ts/language-common";
import * as english from "@zxcvbn-ts/language-en";

export interface StrengthTask {
  /** At most as many characters as are measured. */
  password: string;
  /** What a guesser would try first. */
  known: string[];
}

export interface Strength {
  /** Of 0 to 4. */
  score: number;
  /** What makes it weak, and what would help. */
  hints: string[];
}

const zxcvbn = new ZxcvbnFactory({
  dictionary: { ...common.dictionary, ...english.dictionary },
  graphs: common.adjacencyGraphs,
  translations: english.translations,
});

export default ({ password, known }: StrengthTask): Strength => {
  const { score, feedback } = zxcvbn.check(password, known);
  return {
    score,
    hints: [feedback.warning, ...feedback.suggestions].flatMap((hint) => hint || []),
  };
};
