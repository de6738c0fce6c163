// Whether a response looks like spam, and why. Each signal is enough by itself.

import { type Clue, type Counts, classify } from "./classify";
import { describeToken, hostToken, type Tokens } from "./tokens";

/** What the filter thinks. Its parts are stored as JSON, so they keep their names. */
export interface Verdict {
  isSuspected: boolean;
  /** By the words, from 0 to 1; null before enough was learnt. */
  score: number | null;
  evidence: Evidence;
}

export interface Evidence {
  /** The words and hosts that speak most for spam, if the score is known. */
  seen?: Sighting[];
  /** Hosts that stand in comments marked as spam and in no other that was learnt. */
  spamHosts?: string[];
  /** Hosts that stand in no comment that was learnt, if the response has several. */
  newHosts?: string[];
  /** A comment of which it is nearly a copy. */
  copyOf?: number;
  /** The spam service that took it for spam. */
  service?: string;
}

export interface Sighting extends Counts {
  token: string;
}

/** Words alone make a response suspected from here on: one in two hundred comments is held at most (docs/decisions/0061). */
export const SPAM_SCORE = 0.9;
/** Links to this many sites that nobody has linked to here. Citations in a reply rarely are as many, and then mostly to
 *  sites that were cited before. */
export const MANY_NEW_HOSTS = 4;
/** From here on, words speak rather for spam than against it. */
export const DOUBTFUL_SCORE = 0.5;
/** As many as a moderator reads at a glance. */
const SHOWN_WORDS = 6;

export interface Facts extends Tokens {
  countsOf(token: string): Counts | undefined;
  /** How many responses were learnt. */
  learnt: Counts;
  /** A comment of which it is nearly a copy. */
  copyOf: number | null;
}

export function judge({ tokens, hosts, countsOf, learnt, copyOf }: Facts): Verdict {
  const rated = classify(tokens, countsOf, learnt);
  const seen = hosts.map((host) => ({ host, ...(countsOf(hostToken(host)) ?? { spam: 0, ham: 0 }) }));
  const spamHosts = seen.filter(({ spam, ham }) => spam > 0 && ham === 0).map(({ host }) => host);
  const newHosts = seen.filter(({ spam, ham }) => spam === 0 && ham === 0).map(({ host }) => host);
  const hasManyNew = newHosts.length >= MANY_NEW_HOSTS;
  const isSpamByWords = rated !== null && rated.score >= SPAM_SCORE;
  return {
    isSuspected: isSpamByWords || spamHosts.length > 0 || hasManyNew || copyOf !== null,
    score: rated?.score ?? null,
    evidence: {
      ...(rated && { seen: strongest(rated.clues) }),
      ...(spamHosts.length > 0 && { spamHosts }),
      ...(hasManyNew && { newHosts }),
      ...(copyOf !== null && { copyOf }),
    },
  };
}

const strongest = (clues: Clue[]): Sighting[] =>
  clues
    .filter(({ token, probability }) => probability > 0.5 && describeToken(token) !== null)
    .slice(0, SHOWN_WORDS)
    .map(({ token, spam, ham }) => ({ token, spam, ham }));
