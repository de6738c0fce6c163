// Which entries a query finds, and in which order.

import type { BoundedQuery } from "~/platform/database/bounded-reader";
import { FIRST_KEY, KINDS, NAMES_END } from "../index/entry-key";
import { MAX_COUNTED, MAX_NAMES, MAX_RANKED, type SearchOrder } from "../search";
import type { Dialect, Sought } from "./dialect";

export interface Hit {
  key: number;
  kind: number;
  thingId: number;
  postId: number | null;
  /** Higher for better. */
  score: number;
}

export interface Hits {
  hits: Hit[];
  count: number;
  isCapped: boolean;
  having: "all" | "most";
}

interface Deps {
  query: BoundedQuery;
  dialect: Dialect;
}

interface KeyRow {
  key: number | bigint | string;
}

/** Posts and responses that a query finds: all, or if there are too many, the newest. */
export async function findHits(deps: Deps, sought: Sought, order: SearchOrder): Promise<Hits> {
  const keys = await listNewest(deps, sought, MAX_RANKED);
  if (keys.length === 0 && sought.all.length > 1) return findMost(deps, sought);
  const isRanked = order === "relevance" && sought.all.length > 0;
  const scores = isRanked ? await rank(deps, sought, keys) : new Map<number, number>();
  const hits = await toHits(deps, keys, (key) => scores.get(key) ?? 0);
  const isCapped = keys.length > MAX_COUNTED;
  return { hits, count: Math.min(keys.length, MAX_COUNTED), isCapped, having: "all" };
}

/** People, tags and series with all the words, the best first. */
export async function findNames(deps: Deps, sought: Sought, kinds: readonly number[]): Promise<Hit[]> {
  const ofNames = {
    ...sought,
    facets: [],
    noFacets: [],
    kind: null,
    from: -Number.MAX_SAFE_INTEGER,
    to: NAMES_END - 1,
  };
  const keys = await listNewest(deps, ofNames, MAX_RANKED);
  const scores = await rank(deps, ofNames, keys);
  const hits = await toHits(deps, keys, (key) => scores.get(key) ?? 0);
  return hits
    .filter(({ kind }) => kinds.includes(kind))
    .sort((a, b) => b.score - a.score || a.key - b.key)
    .slice(0, MAX_NAMES);
}

/** The kinds of names by which `by:` and `in:` look for them. */
export async function findNamed(
  deps: Deps,
  words: string[],
  kind: keyof typeof KINDS,
  take: number,
): Promise<number[]> {
  const range = { from: -Number.MAX_SAFE_INTEGER, to: FIRST_KEY - 1 };
  const keys = await ask(deps, deps.dialect.names(words, false, range, MAX_RANKED));
  const hits = await toHits(deps, keys, () => 0);
  return hits.flatMap((hit) => (hit.kind === KINDS[kind] ? [hit.thingId] : [])).slice(0, take);
}

const listNewest = (deps: Deps, sought: Sought, limit: number): Promise<number[]> =>
  ask(deps, deps.dialect.newest(sought, limit));

async function ask({ query }: Deps, { sql, values }: { sql: string; values: unknown[] }): Promise<number[]> {
  return (await query<KeyRow>(sql, values)).map(({ key }) => Number(key));
}

/** Reading so many entries takes a millisecond. */
const COMMON_WORD = 10_000;
/** Of more common words, the others tell nothing more. */
const MAX_TITLED = 4;
/** As much as several rare words in a text. */
const TITLED_SCORE = 4;

/** How well the words fit each of these entries, the newest first. Where the frequency of a word is counted anew for each search, only
 *  rare words are ranked by it: a common one counts if it stands in the title. */
async function rank(deps: Deps, sought: Sought, keys: number[]): Promise<Map<number, number>> {
  const { query, dialect } = deps;
  const scores = new Map(keys.map((key) => [key, 0]));
  const from = keys.at(-1);
  if (from === undefined) return scores;
  const [rare, common] = [[], []] as [Sought["all"], Sought["all"]];
  for (const term of sought.all)
    (dialect.countsAll && (await isCommon(deps, term)) ? common : rare).push(term);
  const isWhole = common.length === 0;
  if (rare.length > 0) {
    const { sql, values } = dialect.ranked(
      isWhole ? sought : { ...sought, all: rare, none: [], noFacets: [] },
      from,
    );
    for (const { key, score } of await query<KeyRow & { score: number }>(sql, values))
      if (scores.has(Number(key))) scores.set(Number(key), Number(score));
  }
  for (const term of common.slice(0, MAX_TITLED)) {
    const inTitle = { ...sought, all: [term], none: [], noFacets: [], from };
    for (const key of await ask(deps, dialect.titled(inTitle, MAX_RANKED)))
      if (scores.has(key)) scores.set(key, (scores.get(key) ?? 0) + TITLED_SCORE);
  }
  return scores;
}

/** A phrase is as common as the rarest of its words. */
async function isCommon({ query, dialect }: Deps, term: Sought["all"][number]): Promise<boolean> {
  const length = Math.max(...term.map(({ words }) => words.length));
  for (let place = 0; place < length; place++) {
    const words = [...new Set(term.flatMap((phrase) => phrase.words[place] ?? []))];
    const { sql, values } = dialect.count(words, COMMON_WORD);
    const [row] = await query<{ n: number | bigint }>(sql, values);
    if (Number(row?.n ?? 0) < COMMON_WORD) return false;
  }
  return true;
}

async function toHits(
  { query, dialect }: Deps,
  keys: number[],
  scoreOf: (key: number) => number,
): Promise<Hit[]> {
  if (keys.length === 0) return [];
  const { sql, values } = dialect.entries(keys);
  const rows = await query<KeyRow & Pick<Hit, "kind" | "thingId" | "postId">>(sql, values);
  const byKey = new Map(rows.map((row) => [Number(row.key), row]));
  return keys.flatMap((key) => {
    const row = byKey.get(key);
    return row ? [{ ...row, key, score: scoreOf(key) }] : [];
  });
}

/** So many texts have a word that telling texts by it tells little. */
const COMMON = MAX_RANKED;
/** Of so many texts each common word is looked for. */
const MAX_COMPARED = 500;

/** If no text has all words: those that have most of them. Rare words are looked for one by one; whether a text has the common ones too is
 *  looked for in the best. */
async function findMost(deps: Deps, sought: Sought): Promise<Hits> {
  const found = new Map<number, number>();
  const common: Sought["all"] = [];
  for (const term of sought.all) {
    const keys = await listNewest(deps, { ...sought, all: [term] }, COMMON);
    if (keys.length === COMMON) common.push(term);
    // A rarer word counts for a little more, never for a whole word.
    else
      for (const key of keys)
        found.set(key, (found.get(key) ?? 0) + 1 + 0.5 / (keys.length + 1) / sought.all.length);
  }
  if (found.size === 0 && common.length > 0) return findMostCommon(deps, sought, common);
  const best = [...found].sort(([a, countA], [b, countB]) => countB - countA || b - a).slice(0, MAX_COMPARED);
  const scores = new Map(best);
  const oldest = best.reduce((least, [key]) => Math.min(least, key), Number.MAX_SAFE_INTEGER);
  for (const term of common)
    for (const key of await listNewest(deps, { ...sought, all: [term], from: oldest }, COMMON))
      if (scores.has(key)) scores.set(key, (scores.get(key) ?? 0) + 1);
  const most = Math.max(0, ...[...scores.values()].map(Math.floor));
  return toMost(deps, scores, most);
}

/** All words are common, and no text has all: some have all but a few. */
async function findMostCommon(deps: Deps, sought: Sought, common: Sought["all"]): Promise<Hits> {
  for (const index of common.keys()) {
    const all = common.filter((_, at) => at !== index);
    const keys = await listNewest(deps, { ...sought, all }, COMMON);
    if (keys.length > 0) return toMost(deps, new Map(keys.map((key) => [key, all.length])), all.length);
  }
  return { hits: [], count: 0, isCapped: false, having: "all" };
}

/** Texts with fewer than half of the words that the best have are others' answers. */
async function toMost(deps: Deps, scores: Map<number, number>, most: number): Promise<Hits> {
  const least = Math.max(1, Math.ceil(most / 2));
  const keys = [...scores].filter(([, score]) => score >= least).map(([key]) => key);
  const hits = await toHits(deps, keys, (key) => scores.get(key) ?? 0);
  return {
    hits,
    count: Math.min(hits.length, MAX_COUNTED),
    isCapped: false,
    having: hits.length > 0 ? "most" : "all",
  };
}
