// The stems of words. A text is stemmed in its language; a word of a query is looked for by each stem that it could have.

import { LRUCache } from "lru-cache";
import { newStemmer } from "snowball-stemmers";
import { fold, type Word } from "./split-words";

/** How a text is stemmed: words of other languages than these are found as they stand. */
export type StemLanguage = "en" | "fr" | "other";

/** The stemmer for a language tag, such as "fr-CH". */
export function stemLanguageOf(tag: string): StemLanguage {
  const [primary = ""] = tag.toLowerCase().split(/[-_]/);
  return primary === "en" || primary === "fr" ? primary : "other";
}

/** Changes with everything that changes the words or facets of a text in the index: then a job indexes all texts again. */
export const ANALYSER_VERSION = 3;

/** Stands before a French stem, so that *user*, which would be *us* in French, doesn't find the English *us*. */
export const FRENCH = "·";

/** Words of which a process remembers the stems: more than most texts of a site have, in some megabytes. Finding
 *  a stem takes ten times as long as remembering it. */
const REMEMBERED = 20_000;

const english = newStemmer("english");
const french = newStemmer("french");
const known = { en: remember(stemEnglish), fr: remember(stemFrench) };

/** The stem of a word in a text of this language. */
export function stemOf(word: Word, language: StemLanguage): string {
  if (word.isPart || language === "other") return word.folded;
  return language === "en" ? known.en(word.folded) : known.fr(word.accented);
}

/** The stems that a word of a query could have in texts: in English, in other languages, and in French as typed, without accents,
 *  with the accent that its end probably has, and unchanged. Many are the same. */
export function stemsOf(word: Word): string[] {
  const { folded, accented } = word;
  if (word.isPart) return [folded];
  return [
    known.en(folded),
    folded,
    known.fr(accented),
    known.fr(folded),
    known.fr(folded.replace(PROBABLY_ACCENTED, "é$1")),
    FRENCH + folded,
  ];
}

/** *activite* would have another stem than *activité*. */
const PROBABLY_ACCENTED = /e(e?s?)$/;

function stemEnglish(word: string): string {
  return english.stem(word);
}

/** French is stemmed with its accents and folded then: *publiée* has the stem of *publier* only with its accent. What is typed
 *  without them keeps one or two e at its end, which are taken off. */
function stemFrench(word: string): string {
  let stem = fold(french.stem(word));
  while (stem.length > MIN_FRENCH_STEM && stem.endsWith("e")) stem = stem.slice(0, -1);
  return FRENCH + stem;
}

const MIN_FRENCH_STEM = 3;

function remember(stem: (word: string) => string): (word: string) => string {
  const stems = new LRUCache<string, string>({ max: REMEMBERED });
  return (word) => {
    const found = stems.get(word);
    if (found !== undefined) return found;
    const made = stem(word);
    stems.set(word, made);
    return made;
  };
}
