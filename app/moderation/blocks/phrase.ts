// Blocked words: whole words, whatever their capitals, accents and width, one after another. There are no patterns, so
// that no rule takes long, and none matches what its author didn't see.

import { fold } from "../spam/words";

/** Scripts written without spaces, where each character counts as a word: there a phrase is found wherever it stands. */
const UNSPACED =
  "[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}\u30fc]";
/** A word, or a symbol such as an emoji. Punctuation only separates. */
const WORD = new RegExp(`${UNSPACED}\\p{M}*|(?:(?!${UNSPACED})[\\p{L}\\p{N}\\p{M}])+|[\\p{S}]`, "gu");

/** A text as its folded words with a space around each, in which phrases are looked for. */
export type Folded = string;

export const foldWords = (text: string): Folded => ` ${(fold(text).match(WORD) ?? []).join(" ")} `;

/** Whether a phrase has any word. */
export const hasWords = (phrase: string): boolean => foldWords(phrase).trim() !== "";

/** Whether a text has the words of a phrase one after another. */
export const hasPhrase = (text: Folded, phrase: Folded): boolean =>
  phrase.trim() !== "" && text.includes(phrase);
