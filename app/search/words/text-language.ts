// The language by which a text is stemmed.

import type { Word } from "./split-words";
import type { StemLanguage } from "./stems";

// The commonest words of each language that the other hasn't.
const ENGLISH = new Set("the and of to is that it was for with this are have not be they you".split(" "));
const FRENCH = new Set("le la les des et est une dans pour que qui pas avec sur vous nous du il".split(" "));

/** The language of a text that doesn't say it: that of which it has more of the commonest words, or else the one
 *  around it. A comment in French on an English site is found as French. */
export function guessLanguage(words: Word[], around: StemLanguage): StemLanguage {
  let [english, french] = [0, 0];
  for (const { accented } of words) {
    if (ENGLISH.has(accented)) english++;
    else if (FRENCH.has(accented)) french++;
  }
  if (english === french) return around;
  return english > french ? "en" : "fr";
}
