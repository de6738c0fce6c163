// What is found if no text has all words: those with most of them.

import { hasPhrase } from "../query/sought";
import { MAX_COUNTED } from "../search";
import { type Deps, type Hits, listEntries, listKeys } from "./asking";
import type { Alternatives, EntryRow, Sought } from "./dialect";
import { byFrequency, limitOf } from "./frequencies";

/** By so many words, the rarest, texts are looked for: what is common stands in most of those that have them anyway, and each way to take some of
 *  four is looked for in a millisecond. */
export const RAREST = 4;
/** Of so many further words it is looked up which of the best texts have them. */
const MAX_LOOKED_UP = 4;
/** Five pages of posts. To look up a word in a text takes up to 40 µs. */
const MAX_COMPARED = 50;

/** Whether nothing has even the rarest of many words. On PostgreSQL all eight words of a sentence take two to three times as long to look for. */
export async function areApart(deps: Deps, sought: Sought): Promise<boolean> {
  if (deps.dialect.countsAll || sought.all.length <= RAREST) return false;
  const all = (await listRarestFirst(deps, sought.all)).slice(0, RAREST);
  return (await listKeys(deps, deps.dialect.newestKeys({ ...sought, all, least: RAREST }, 1))).length === 0;
}

/** If nothing has all of them, or `none` of the rarest. */
export async function findMost(deps: Deps, sought: Sought, none = sought.all.length): Promise<Hits> {
  const terms = await listRarestFirst(deps, sought.all);
  // What is written wrongly is the rarest, and may stand nowhere.
  for (let at = 0; at < terms.length; at += RAREST) {
    const rarest = terms.slice(at, at + RAREST);
    const counts = await countRarest(deps, { ...sought, all: rarest }, at === 0 ? none : sought.all.length);
    if (counts.size === 0) continue;
    const others = terms.slice(at + RAREST, at + RAREST + MAX_LOOKED_UP);
    return rarest.some(hasPhrase)
      ? compare(deps, [...rarest, ...others], new Map([...counts.keys()].map((key) => [key, 0])))
      : compare(deps, others, counts);
  }
  return { hits: [], count: 0, isCapped: false, having: "all", since: null };
}

/** Without those that no text has, if that is known. */
async function listRarestFirst({ dialect, frequencies }: Deps, all: Alternatives[]): Promise<Alternatives[]> {
  if (!dialect.countsAll && all.length <= RAREST) return all;
  const counted = await Promise.all(all.map((term) => frequencies(term, limitOf(all.length))));
  return counted
    .filter(({ n, term }) => !dialect.countsAll || n > 0 || term.some(({ isOpen }) => isOpen))
    .sort(byFrequency)
    .map(({ term }) => term);
}

/** How many of the words each of the best has, the newest of those with most before those with one less, and so on. Nothing has `none` of them.
 *  A phrase counts as its words, in any order. */
async function countRarest(deps: Deps, sought: Sought, none: number): Promise<Map<number, number>> {
  const levels = sought.all.map((_, index) => sought.all.length - index).filter((level) => level < none);
  const counts = new Map<number, number>();
  const isFull = () => counts.size >= MAX_COMPARED;
  const ask = (least: number) => listKeys(deps, deps.dialect.newestKeys({ ...sought, least }, MAX_COMPARED));
  // On SQLite, another turn takes longer than the statement.
  const lists = deps.dialect.countsAll ? await Promise.all(levels.map(ask)) : [];
  for (const [index, level] of levels.entries()) {
    if (isFull()) break;
    for (const key of lists[index] ?? (await ask(level)))
      if (!isFull() && !counts.has(key)) counts.set(key, level);
  }
  return counts;
}

/** Adds those of the words that each has. Texts with fewer than half of the words that the best have are others' answers. */
async function compare(deps: Deps, words: Alternatives[], counts: Map<number, number>): Promise<Hits> {
  if (words.length > 0) {
    const { sql, values } = deps.dialect.having(words, [...counts.keys()]);
    for (const row of await deps.query<Pick<EntryRow, "key">>(sql, values))
      counts.set(Number(row.key), (counts.get(Number(row.key)) ?? 0) + 1);
  }
  const least = Math.max(1, Math.ceil(Math.max(0, ...counts.values()) / 2));
  const best = [...counts].filter(([, count]) => count >= least).map(([key]) => key);
  const found = best.length > 0 ? await listEntries(deps, deps.dialect.entries(best)) : [];
  const hits = found.map((hit) => ({ ...hit, score: counts.get(hit.key) ?? 0 }));
  const having = hits.length > 0 ? "most" : "all";
  return { hits, count: Math.min(hits.length, MAX_COUNTED), isCapped: false, having, since: null };
}
