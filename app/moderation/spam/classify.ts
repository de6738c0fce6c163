// How much a response resembles spam, by words: Robinson's estimates, combined by Fisher's method, as in SpamBayes
// (docs/decisions/0061).

/** In how many learnt responses of each kind a word occurs. */
export interface Counts {
  spam: number;
  ham: number;
}

/** A word that decided, and the share of spam that it stands for, from 0 to 1. */
export interface Clue extends Counts {
  token: string;
  probability: number;
}

export interface Score {
  /** From 0 to 1; about 0.5 where the words say nothing, or speak for both. */
  score: number;
  /** Strongest first. */
  clues: Clue[];
}

/** Words count from this many learnt responses of each kind on. With fewer, one writer's favourite words look like spam. */
export const MIN_LESSONS = 20;

/** What is assumed of a word before it was seen, and how many sightings that assumption weighs. */
const UNKNOWN = 0.5;
const UNKNOWN_WEIGHT = 0.45;
/** Sightings that each word is credited with in other comments, because a word may be missing from those learnt by chance:
 *  the likelier, the fewer they are beside spam. Without it, one comment in fifteen would be held on a site with much spam. */
const HAM_CREDIT = 0.5;
const hamCredit = (learnt: Counts) => HAM_CREDIT * Math.max(1, Math.sqrt(learnt.spam / learnt.ham));
/** Words nearer to 0.5 say nothing, and hundreds of them would blur those that do. */
const MIN_STRENGTH = 0.1;
const MAX_CLUES = 150;

/** Rates the tokens of a response. `learnt` is the number of learnt responses. Null before enough are learnt. */
export function classify(
  tokens: readonly string[],
  countsOf: (token: string) => Counts | undefined,
  learnt: Counts,
): Score | null {
  if (learnt.spam < MIN_LESSONS || learnt.ham < MIN_LESSONS) return null;
  const clues = tokens
    .flatMap((token) => {
      const counts = countsOf(token);
      return counts ? [{ token, ...counts, probability: probabilityOf(counts, learnt) }] : [];
    })
    .filter(({ probability }) => strengthOf(probability) >= MIN_STRENGTH)
    .sort((a, b) => strengthOf(b.probability) - strengthOf(a.probability))
    .slice(0, MAX_CLUES);
  const probabilities = clues.map(({ probability }) => probability);
  const spam = combine(probabilities.map((probability) => 1 - probability));
  const ham = combine(probabilities);
  return { score: (1 + spam - ham) / 2, clues };
}

const strengthOf = (probability: number) => Math.abs(probability - UNKNOWN);

/** Robinson's estimate: by the shares of each kind that have the word, so that it matters little of which more was learnt,
 *  and near UNKNOWN for a word that was seldom seen. */
function probabilityOf({ spam, ham }: Counts, learnt: Counts): number {
  const spamShare = spam / learnt.spam;
  const hamShare = (ham + hamCredit(learnt)) / learnt.ham;
  const seen = spam + ham;
  const share = seen === 0 ? UNKNOWN : spamShare / (spamShare + hamShare);
  return (UNKNOWN_WEIGHT * UNKNOWN + seen * share) / (UNKNOWN_WEIGHT + seen);
}

/** Fisher's method: how surprising it would be that so many of these are this low. 1 for none; near 1 for very low ones. */
function combine(probabilities: number[]): number {
  const sum = probabilities.reduce((total, probability) => total - Math.log(probability), 0);
  return probabilities.length === 0 ? 0.5 : 1 - chiSquareTail(sum, probabilities.length);
}

/** The chance that chi-square with `2 * halfDegrees` degrees of freedom exceeds `2 * half`. */
function chiSquareTail(half: number, halfDegrees: number): number {
  let term = Math.exp(-half);
  let sum = term;
  for (let index = 1; index < halfDegrees; index++) {
    term *= half / index;
    sum += term;
  }
  return Math.min(sum, 1);
}
