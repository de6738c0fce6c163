import { MAX_SOURCE_CHARS } from "~/markdown/limits";
import { readingMinutes } from "~/posts/view/post-words";

const segmenter = "Segmenter" in Intl ? new Intl.Segmenter(undefined, { granularity: "word" }) : null;

/** Longer texts are counted by their spaces, which takes a tenth of the time. */
const SEGMENTED_CHARS = 20_000;

/** What isn't read as words: a picture, the address of a link, a line that defines one, and HTML. */
const UNREAD =
  /!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)|\]\([^)\n]{0,2000}\)|^ {0,3}\[(?!\^)[^\]\n]{1,200}\]:.*$|<\/?[a-z][a-z0-9]*(?:\s[^<>]{0,2000})?\/?>/gim;

/** Counts the words as the published text has them, nearly. */
export function countWords(typed: string): number {
  const text = typed.replace(UNREAD, " ");
  if (!segmenter || text.length > SEGMENTED_CHARS) return text.split(/\s+/).filter(Boolean).length;
  let words = 0;
  for (const { isWordLike } of segmenter.segment(text)) if (isWordLike) words++;
  return words;
}

/** "1,234 words · 6 min read"; and by how much the text is too long to be published. */
export function describeLength(words: number, chars: number): string {
  const count = (number: number) => number.toLocaleString("en");
  const over = chars - MAX_SOURCE_CHARS;
  const length = `${count(words)} ${words === 1 ? "word" : "words"} · ${readingMinutes(words)}`;
  return over > 0
    ? `${length}. ${count(over)} characters over what a post can have: publish it in parts.`
    : length;
}
