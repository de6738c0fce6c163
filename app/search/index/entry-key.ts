// Keys of the index. Newest first is the order of the keys, and a range of dates is a range of keys: so neither sorts
// or reads entries that it doesn't show.

import type { SearchKind } from "../search";

/** As stored in SearchEntry; the lowest bits of a key. */
export const KINDS = { post: 0, comment: 1, person: 2, tag: 3, series: 4 } as const satisfies Record<
  SearchKind,
  number
>;

/** Bits for the kind, and above them for the end of the id, which tells entries of one second apart. A key has 53 bits, the most that
 *  a number holds exactly. */
const KIND_BITS = 8;
const TIES = 2 ** 16;
/** How many bits of a key are below its second. */
export const SECOND_BITS = 19;
const SECOND = 2 ** SECOND_BITS;

/** Names have no time. They stand below all times. */
const NAMES = -(2 ** 53) + 1;
export const NAMES_END = NAMES + 2 ** 40;
/** The time of 1834 and of 2106: earlier and later ones share their seconds. */
const [FIRST, LAST] = [-(2 ** 32), 2 ** 32];

export const FIRST_KEY = NAMES_END;
export const LAST_KEY = 2 ** 53 - 1;

/** The key of an entry. If it is taken, `tries` gives others of the same second. */
export function keyOf(kind: SearchKind, id: number, at: Date | null, tries = 0): number {
  if (at === null) return NAMES + id * KIND_BITS + KINDS[kind];
  return keyAt(at) + ((id + tries) % TIES) * KIND_BITS + KINDS[kind];
}

/** The lowest key of a moment. */
export const keyAt = (at: Date): number =>
  Math.min(Math.max(Math.floor(at.getTime() / 1000), FIRST), LAST) * SECOND;

export const isName = (key: number): boolean => key < NAMES_END;
export const secondOf = (key: number): number => Math.floor(key / SECOND);
export const dateOf = (key: number): Date => new Date(secondOf(key) * 1000);
export const kindOfKey = (key: number): number => ((key % KIND_BITS) + KIND_BITS) % KIND_BITS;

/** Whether a key is that of a moment's second. */
export const isOfTime = (key: number, at: Date | null): boolean =>
  at === null ? key < NAMES_END : key >= keyAt(at) && key < keyAt(at) + SECOND;
