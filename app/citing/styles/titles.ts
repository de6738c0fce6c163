// Titles as American styles print them: capitals, and the full stop or the comma after them.

import { printQuotes } from "./quotation-marks";

/** Articles, conjunctions and prepositions, which have no capital inside a title. */
const SMALL_WORDS = new Set(
  `a an the and but for nor or so yet about above across after against along alongside amid among around as at before behind below beneath
  beside besides between beyond by despite down during except from in inside into like near of off on onto out outside over per since than
  through throughout till to toward towards under underneath until up upon versus via vs with within without`.split(
    /\s+/,
  ),
);

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:[’.][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*/gu;

/** With the capitals of an English headline. A title in another language keeps its own, and so does a word with a capital or a point
 *  inside. A small word of more than `maxSmallChars` has a capital, too. */
export function headline(title: string, language: string, maxSmallChars = Number.POSITIVE_INFINITY): string {
  if (!/^en\b/i.test(language)) return title;
  const words = [...title.matchAll(WORD)];
  const last = words.length - 1;
  return words.reduceRight((text, { 0: word, index }, at) => {
    const end = index + word.length;
    const previous = words[at - 1];
    const between = title.slice(previous ? previous.index + previous[0].length : 0, index);
    const stands =
      at === 0 || at === last || /[:?!]/.test(between) || (title[end] === "-" && !between.endsWith("-"));
    const isSmall = word.length === 1 || (word.length <= maxSmallChars && SMALL_WORDS.has(word));
    if (!stands && isSmall) return text;
    return text.slice(0, index) + capitalise(word) + text.slice(end);
  }, title);
}

const capitalise = (word: string): string =>
  word !== word.toLowerCase() || word.includes(".")
    ? word
    : word.replace(/^./u, (letter) => letter.toUpperCase());

/** In quotation marks, with a full stop or a comma inside them. */
export const quotedHeadline = (
  title: string,
  language: string,
  mark: "." | ",",
  maxSmallChars?: number,
): string => `“${ended(headline(printQuotes(title, 1), language, maxSmallChars), mark)}”`;

/** A text with a full stop or a comma, before the quotation marks that end it. Its own mark makes a full stop needless; a comma stands
 *  also after "?" (Chicago Manual of Style, section 6.125). */
export function ended(text: string, mark: "." | "," | ""): string {
  const [, body = text, closing = ""] = /^(.*?)([”’]*)$/su.exec(text) ?? [];
  const isEnded = mark === "." ? /[.?!:]$/ : /[,:]$/;
  return isEnded.test(body) ? text : body + mark + closing;
}

/** Whether a word after the first has a capital. */
export const hasInnerCapitals = (title: string): boolean => /[\s([“‘"'-]\p{Lu}/u.test(title);
