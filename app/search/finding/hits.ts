// Which entries a query finds, and in which order.

import type { BoundedQuery } from "~/platform/database/bounded-reader";
import { FIRST_KEY, KINDS, NAMES_END } from "../index/entry-key";
import { NAME } from "../index/facets";
import { MAX_COUNTED, MAX_NAMES, MAX_RANKED, type SearchOrder } from "../search";
import type { Alternatives, Dialect, EntryRow, Sought, Statement } from "./dialect";

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
  /** The lowest key of those that were looked at for a phrase; null for all. */
  since: number | null;
}

interface Deps {
  query: BoundedQuery;
  dialect: Dialect;
}

interface HitDeps extends Deps {
  /** MAX_PLACED, or another number for tests. */
  maxPlaced: number;
}

/** Posts and responses that a query finds: all, or if there are too many, the newest. */
export async function findHits(deps: HitDeps, asked: Sought, order: SearchOrder): Promise<Hits> {
  const sought = await boundPhrases(deps, asked);
  const since = sought.from === asked.from ? null : sought.from;
  const found = (await areTogether(deps, sought))
    ? await listEntries(deps, deps.dialect.newest(sought, MAX_RANKED))
    : [];
  if (found.length === 0 && sought.all.length > 1) return findMost(deps, sought);
  const isRanked = order === "relevance" && sought.all.length > 0;
  const hits = isRanked ? await rank(deps, sought.all, found) : found;
  const isCapped = hits.length > MAX_COUNTED;
  return { hits, count: Math.min(hits.length, MAX_COUNTED), isCapped, having: "all", since };
}

/** With a phrase, so many of the newest that have its words. */
async function boundPhrases(deps: HitDeps, sought: Sought): Promise<Sought> {
  const phrases = sought.all.filter((term) => term.some(({ words }) => words.length > 1));
  if (phrases.length === 0 || (await areFew(deps, sought))) return sought;
  const [older] = await listKeys(deps, deps.dialect.nth(sought, deps.maxPlaced + 1));
  return older === undefined ? sought : { ...sought, from: older + 1 };
}

/** Whether one of the words, or of the filters, is so rare that all that have it can be looked at. */
async function areFew(deps: HitDeps, { all, facets }: Sought): Promise<boolean> {
  if (!deps.dialect.countsAll) return false;
  const words = all.map((term) => countOf(deps, term));
  const filters = facets.map((list) =>
    countOf(
      deps,
      list.map((facet) => ({ words: [facet], isOpen: false })),
    ),
  );
  return Math.min(...(await Promise.all([...words, ...filters]))) <= deps.maxPlaced;
}

/** A sentence has as many words. Hardly any text has all of them, and to find that out of its commonest takes longest. */
const MANY_WORDS = 5;
const RAREST = 4;

/** Whether anything has the rarest of many words together. */
async function areTogether(deps: Deps, sought: Sought): Promise<boolean> {
  if (!deps.dialect.countsAll || sought.all.length < MANY_WORDS) return true;
  const counts = await Promise.all(sought.all.map((term) => countOf(deps, term)));
  const order = [...sought.all.keys()].sort((a, b) => (counts[a] ?? 0) - (counts[b] ?? 0));
  const rarest = order.slice(0, RAREST).flatMap((index) => sought.all.slice(index, index + 1));
  return (await listKeys(deps, deps.dialect.newestKeys({ ...sought, all: rarest }, 1))).length > 0;
}

/** People, tags and series with all the words, the best first. */
export async function findNames(deps: Deps, sought: Sought, kinds: readonly number[]): Promise<Hit[]> {
  const ofNames = {
    ...{ ...sought, facets: [[NAME]], noFacets: [], kind: null },
    ...{ from: -Number.MAX_SAFE_INTEGER, to: NAMES_END - 1 },
  };
  const found = await listEntries(deps, deps.dialect.newest(ofNames, MAX_RANKED));
  const hits = await rank(deps, sought.all, found);
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
  const found = await listEntries(deps, deps.dialect.names(words, false, range, MAX_RANKED));
  return found.flatMap((hit) => (hit.kind === KINDS[kind] ? [hit.thingId] : [])).slice(0, take);
}

async function listEntries({ query }: Deps, { sql, values }: Statement): Promise<Hit[]> {
  const rows = await query<EntryRow>(sql, values);
  return rows.map(({ key, kind, thingId, postId }) => ({
    key: Number(key),
    kind,
    thingId,
    postId,
    score: 0,
  }));
}

async function listKeys({ query }: Deps, { sql, values }: Statement): Promise<number[]> {
  return (await query<Pick<EntryRow, "key">>(sql, values)).map(({ key }) => Number(key));
}

/** Reading so many entries takes a millisecond. */
const COMMON_WORD = 10_000;
/** Of more common words, the others tell nothing more. */
const MAX_TITLED = 4;
/** As much as several rare words in a text. */
const TITLED_SCORE = 4;

/** Gives each of these entries, the newest first, the score by which the words fit it. Where the frequency of a word is counted anew for each search, only
 *  rare words are ranked by it: a common one counts if it stands in the title. */
async function rank(deps: Deps, all: Sought["all"], found: Hit[]): Promise<Hit[]> {
  if (found.length === 0) return [];
  const { query, dialect } = deps;
  const areCommon = await Promise.all(all.map((term) => dialect.countsAll && isCommon(deps, term)));
  const rare = all.filter((_, index) => !areCommon[index]);
  const common = all.filter((_, index) => areCommon[index]).slice(0, MAX_TITLED);
  // Responses have none.
  const titles = found.flatMap(({ key, kind }) => (kind === KINDS.comment ? [] : [key]));
  const range = { from: Math.min(...titles), to: Math.max(...titles) };
  const keys = found.map(({ key }) => key);
  const [ranked, ...titled] = await Promise.all([
    rare.length > 0 ? askRanked(query, dialect.ranked(rare, keys)) : [],
    ...(titles.length > 0 ? common : []).map((term) =>
      listKeys(deps, dialect.titled(term, range, MAX_RANKED)),
    ),
  ]);
  const scores = new Map(ranked.map(({ key, score }) => [Number(key), Number(score)]));
  for (const key of titled.flat()) scores.set(key, (scores.get(key) ?? 0) + TITLED_SCORE);
  for (const hit of found) hit.score = scores.get(hit.key) ?? 0;
  return found;
}

const askRanked = (query: BoundedQuery, { sql, values }: Statement) =>
  query<Pick<EntryRow, "key"> & { score: number }>(sql, values);

const isCommon = async (deps: Deps, term: Alternatives) => (await countOf(deps, term)) >= COMMON_WORD;

/** How many entries have a word, up to COMMON_WORD. A phrase is as common as the rarest of its words. */
async function countOf({ query, dialect }: Deps, term: Alternatives): Promise<number> {
  const length = Math.max(...term.map(({ words }) => words.length));
  const counts = Array.from({ length }, async (_, place) => {
    const words = [...new Set(term.flatMap((phrase) => phrase.words[place] ?? []))];
    const { sql, values } = dialect.count(words, COMMON_WORD);
    const [row] = await query<{ n: number | bigint }>(sql, values);
    return Number(row?.n ?? 0);
  });
  return Math.min(...(await Promise.all(counts)));
}

/** So many texts have a word that telling texts by it tells little. */
const COMMON = MAX_RANKED;
/** Of so many texts each common word is looked for. */
const MAX_COMPARED = 500;

/** If no text has all words: those that have most of them. Rare words are looked for one by one; whether a text has the common ones too is
 *  looked for in the best. */
async function findMost(deps: HitDeps, sought: Sought): Promise<Hits> {
  const found = new Map<number, number>();
  const common: Sought["all"] = [];
  const among: number[][] = [];
  const lists = await Promise.all(sought.all.map((term) => listNewest(deps, { ...sought, all: [term] })));
  for (const [index, term] of sought.all.entries()) {
    const keys = lists[index] ?? [];
    if (keys.length >= COMMON) {
      common.push(term);
      among.push(keys);
    }
    // A rarer word counts for a little more, never for a whole word.
    else
      for (const key of keys)
        found.set(key, (found.get(key) ?? 0) + 1 + 0.5 / (keys.length + 1) / sought.all.length);
  }
  if (found.size === 0 && common.length > 0) return findMostCommon(deps, sought, common);
  const best = [...found].sort(([a, countA], [b, countB]) => countB - countA || b - a).slice(0, MAX_COMPARED);
  const scores = new Map(best);
  for (const key of among.flat()) {
    const score = scores.get(key);
    if (score !== undefined) scores.set(key, score + 1);
  }
  const most = Math.max(0, ...[...scores.values()].map(Math.floor));
  return toMost(deps, scores, most);
}

/** The keys of the newest that have a word, at most COMMON. */
async function listNewest(deps: HitDeps, sought: Sought): Promise<number[]> {
  const { sql, values } = deps.dialect.keyList(await boundPhrases(deps, sought), COMMON);
  const [row] = await deps.query<{ keys: string | number[] | null }>(sql, values);
  const keys = row?.keys ?? [];
  return typeof keys === "string" ? JSON.parse(keys) : keys;
}

/** All words are common, and no text has all: some have all but a few. */
async function findMostCommon(deps: Deps, sought: Sought, common: Sought["all"]): Promise<Hits> {
  for (const index of common.keys()) {
    const all = common.filter((_, at) => at !== index);
    const keys = await listKeys(deps, deps.dialect.newestKeys({ ...sought, all }, COMMON));
    if (keys.length > 0) return toMost(deps, new Map(keys.map((key) => [key, all.length])), all.length);
  }
  return { hits: [], count: 0, isCapped: false, having: "all", since: null };
}

/** Texts with fewer than half of the words that the best have are others' answers. */
async function toMost(deps: Deps, scores: Map<number, number>, most: number): Promise<Hits> {
  const least = Math.max(1, Math.ceil(most / 2));
  const keys = [...scores].filter(([, score]) => score >= least).map(([key]) => key);
  const found = keys.length > 0 ? await listEntries(deps, deps.dialect.entries(keys)) : [];
  const hits = found.map((hit) => ({ ...hit, score: scores.get(hit.key) ?? 0 }));
  return {
    hits,
    count: Math.min(hits.length, MAX_COUNTED),
    isCapped: false,
    having: hits.length > 0 ? "most" : "all",
    since: null,
  };
}
