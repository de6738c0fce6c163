// The words of a text, folded so that a spelling with other capitals, accents or invisible characters is the same word.

/** Scripts written without spaces. Their words are pairs of characters, which need no dictionary: that of Intl.Segmenter
 *  changes with the version of Node, and what was learnt with one would no longer be found with the next. */
const UNSPACED =
  "[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}\u30fc]";
/** A word between spaces or, in its group, a run of characters without them. */
const RUN = new RegExp(`[[\\p{L}\\p{N}\\p{M}]--${UNSPACED}]+|((?:${UNSPACED}\\p{M}*)+)`, "gv");

/** Invisible characters, accents of European scripts, and Arabic vowel signs and elongation. */
const FOLDED = /\p{Default_Ignorable_Code_Point}|[\u0300-\u036f]|\u0640|[\u064b-\u065f\u0670]/gu;

/** The part of an e-mail address before its host: it names a person. */
const MAILBOX = /[\p{L}\p{N}._%+-]{1,64}@(?=[\p{L}\p{N}])/gu;

/** An address in the text: its host counts by itself (tokens.ts), and "https" would stand for every link. */
const ADDRESS = /\b(?:https?:\/\/|www\.)\S+/gi;

/** Longer ones are random characters, or a chain of words without spaces. */
const MAX_WORD_CHARS = 30;

/** The form in which spellings are compared. */
export const fold = (text: string): string =>
  text.normalize("NFKD").replace(FOLDED, "").normalize("NFC").toLowerCase();

/** The words of a text in order. Left out are addresses, single letters and bare numbers: these say little, and a
 *  number may be somebody's telephone. */
export function listWords(text: string): string[] {
  const words: string[] = [];
  const folded = fold(text.replace(ADDRESS, " "));
  // Seeking mailboxes takes as long as all else, and few texts have one.
  const named = folded.includes("@") ? folded.replace(MAILBOX, " ") : folded;
  for (const [run, unspaced] of named.matchAll(RUN)) {
    if (unspaced !== undefined) words.push(...pairsOf(unspaced));
    else if (run.length > 1 && run.length <= MAX_WORD_CHARS && !/^\p{N}+$/u.test(run)) words.push(run);
  }
  return words;
}

/** "図書館" has 図書 and 書館. */
function pairsOf(run: string): string[] {
  const characters = [...run];
  if (characters.length < 3) return [run];
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}
