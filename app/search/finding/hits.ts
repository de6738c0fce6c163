// Which entries a query finds, and in which order.

import type { BoundedQuery } from "~/platform/database/bounded-reader";
import { FIRST_KEY, KINDS, NAMES_END } from "../index/entry-key";
import { NAME } from "../index/facets";
import { hasPhrase } from "../query/sought";
import { MAX_COUNTED, MAX_NAMES, MAX_RANKED, type SearchOrder } from "../search";
import { type Asking, type Deps, type Hit, type Hits, listEntries, listKeys } from "./asking";
import type { Alternatives, EntryRow, Sought, Statement } from "./dialect";
import { asTerm, COMMON_WORD, limitOf, rarestFirst } from "./frequencies";
import { areApart, findMost, RAREST } from "./most";
import { listTitled } from "./titled";

/** Posts and responses that a query finds: all, or if there are too many, the newest. */
export async function findHits(deps: Deps, asked: Sought, order: SearchOrder): Promise<Hits> {
  const { dialect } = deps;
  const sought = await boundPhrases(
    deps,
    dialect.countsAll ? await rarestFirst(deps.frequencies, asked) : asked,
  );
  const since = sought.from === asked.from ? null : sought.from;
  if (await areApart(deps, sought)) return findMost(deps, sought, RAREST);
  const isRanked = order === "relevance" && sought.all.length > 0;
  const [found] = await Promise.all([
    listEntries(deps, dialect.newest(sought, MAX_RANKED)),
    // Asked for at once with it.
    isRanked && limitOf(sought.all.length) === COMMON_WORD ? listCommon(deps, sought.all) : [],
  ]);
  if (found.length === 0 && sought.all.length > 1) return findMost(deps, sought);
  const hits = isRanked ? await rank(deps, sought, found) : found;
  const isCapped = hits.length > MAX_COUNTED;
  return { hits, count: Math.min(hits.length, MAX_COUNTED), isCapped, having: "all", since };
}

/** With a phrase, so many of the newest that have its words. */
async function boundPhrases(deps: Deps, sought: Sought): Promise<Sought> {
  const phrases = sought.all.filter(hasPhrase);
  if (phrases.length === 0 || (await areFew(deps, sought))) return sought;
  const [older] = await listKeys(deps, deps.dialect.nth(sought, deps.maxPlaced + 1));
  return older === undefined ? sought : { ...sought, from: older + 1 };
}

/** Whether one of the words, or of the filters, is so rare that to look at all that have it costs no more than to find the oldest of so many. */
async function areFew({ dialect, frequencies, maxPlaced }: Deps, { all, facets }: Sought): Promise<boolean> {
  if (!dialect.countsAll) return false;
  const limit = limitOf(all.length);
  const counts = await Promise.all([...all, ...facets.map(asTerm)].map((term) => frequencies(term, limit)));
  const least = Math.min(...counts.map(({ n }) => n));
  return least < limit && least < 2 * maxPlaced;
}

/** People, tags and series with all the words, the best first. */
export async function findNames(deps: Deps, sought: Sought, kinds: readonly number[]): Promise<Hit[]> {
  const ofNames = {
    ...{ ...sought, facets: [[NAME]], noFacets: [], kind: null },
    ...{ from: -Number.MAX_SAFE_INTEGER, to: NAMES_END - 1 },
  };
  const found = await listEntries(deps, deps.dialect.newest(ofNames, MAX_RANKED));
  const hits = await rank(deps, ofNames, found);
  return hits
    .filter(({ kind }) => kinds.includes(kind))
    .sort((a, b) => b.score - a.score || a.key - b.key)
    .slice(0, MAX_NAMES);
}

/** The kinds of names by which `by:` and `in:` look for them. */
export async function findNamed(
  deps: Asking,
  words: string[],
  kind: keyof typeof KINDS,
  take: number,
): Promise<number[]> {
  const range = { from: -Number.MAX_SAFE_INTEGER, to: FIRST_KEY - 1 };
  const found = await listEntries(deps, deps.dialect.names(words, false, range, MAX_RANKED));
  return found.flatMap((hit) => (hit.kind === KINDS[kind] ? [hit.thingId] : [])).slice(0, take);
}

const listCommon = (deps: Deps, all: Sought["all"]) =>
  Promise.all(all.map((term) => deps.dialect.countsAll && isCommon(deps, term)));

const isCommon = async ({ frequencies }: Deps, term: Alternatives) =>
  (await frequencies(term, COMMON_WORD)).n >= COMMON_WORD;

/** Of more common words, the others tell nothing more. */
const MAX_TITLED = 4;
/** As much as several rare words in a text. */
const TITLED_SCORE = 4;

/** Gives each of these entries, the newest first, the score by which the words fit it. Where the frequency of a word is counted anew for each search, only
 *  rare words are ranked by it: a common one counts if it stands in the title. */
async function rank(deps: Deps, { all, facets }: Sought, found: Hit[]): Promise<Hit[]> {
  if (found.length === 0) return [];
  const { query, dialect } = deps;
  const areCommon = await listCommon(deps, all);
  const rare = all.filter((_, index) => !areCommon[index]);
  const common = all.filter((_, index) => areCommon[index]).slice(0, MAX_TITLED);
  const keys = found.map(({ key }) => key);
  const [ranked, titled] = await Promise.all([
    rare.length > 0 ? askRanked(query, dialect.ranked(rare, keys)) : [],
    common.length > 0 ? listTitled(deps, common, found, facets.length > 0) : [],
  ]);
  const scores = new Map(ranked.map(({ key, score }) => [Number(key), Number(score)]));
  for (const key of titled) scores.set(key, (scores.get(key) ?? 0) + TITLED_SCORE);
  for (const hit of found) hit.score = scores.get(hit.key) ?? 0;
  return found;
}

const askRanked = (query: BoundedQuery, { sql, values }: Statement) =>
  query<Pick<EntryRow, "key"> & { score: number }>(sql, values);
