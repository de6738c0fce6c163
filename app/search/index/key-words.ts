// What a key tells as words of the index, on PostgreSQL: its index gives all entries with a word, in no order, so the newest of a common
// word are looked for slice of time by slice of time.

import { isName, kindOfKey, secondOf } from "./entry-key";

/** No letter or digit, so no word of a text begins with it. */
const MARK = "¦";

/** Slices of time in seconds, as powers of two, each four times as long as the one before: from three days to 136 years. In three days of a
 *  busy site are a thousand entries. */
export const SLICES = { first: 18, last: 32, step: 2 } as const;

export const wordOfKind = (kind: number) => `${MARK}k${kind}`;
/** Before the number of its bits, a full stop and its own number. */
export const SLICE = `${MARK}a`;

/** Names have no time, and are few. */
export function wordsOfKey(key: number): string[] {
  if (isName(key)) return [];
  const words = [wordOfKind(kindOfKey(key))];
  for (let bits: number = SLICES.first; bits <= SLICES.last; bits += SLICES.step)
    words.push(`${SLICE}${bits}.${Math.floor(secondOf(key) / 2 ** bits)}`);
  return words;
}
