// The words of a response's text, which are read once for what the filter counts and for what it compares.

import { visibleText } from "~/markdown/visible";
import { listWords } from "./words";

/** Five hundred words. A text is compared by its beginning: it is copied from there. One of more than twice as many characters is counted
 *  by its beginning and its end, where a copied text has its offer. */
const PART_CHARS = 3_000;

export interface TextWords {
  /** In order, with repetitions. */
  beginning: string[];
  counted: string[];
}

export function readText(html: string): TextWords {
  const text = visibleText(html);
  const beginning = listWords(text.slice(0, PART_CHARS));
  if (text.length <= PART_CHARS) return { beginning, counted: beginning };
  if (text.length <= 2 * PART_CHARS) return { beginning, counted: listWords(text) };
  return { beginning, counted: [...beginning, ...listWords(text.slice(-PART_CHARS))] };
}
