// What a query means on this site: which tag, person and series its filters name, and which days.

import { findPresentByHandle } from "~/people/names/people-names.server";
import { findPeopleByName } from "~/people/person.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import { findSeriesId } from "~/series/series.server";
import { momentIn } from "~/site/calendar";
import { findTagById, findTagByName } from "~/tags/tag.server";
import { FIRST_KEY, KINDS, keyAt, LAST_KEY } from "../index/entry-key";
import { facetOfGuest, facetOfPerson, facetOfSeries, facetOfTag } from "../index/facets";
import { type Filter, type ParsedQuery, SEARCH_KINDS, type SearchKind } from "../search";
import { splitWords } from "../words/split-words";
import { filtersOf, termsOf } from "./parse-query";
import { type Alternatives, type Sought, seek } from "./sought";

export interface Understood {
  sought: Sought;
  /** Which of people, tags and series may be found too. */
  names: Exclude<SearchKind, "post" | "comment">[];
  /** Whether posts and responses are asked for. */
  hasTexts: boolean;
  unknown: Filter[];
}

/** Finds series and people by words of their titles and names. */
export type FindNamed = Record<"series" | "person", (words: string[]) => Promise<number[]>>;

export async function understand(
  db: DatabaseClient,
  query: ParsedQuery,
  { timeZone, named }: { timeZone: string; named: FindNamed },
): Promise<Understood> {
  const unknown: Filter[] = [];
  const sought: Sought = {
    all: [],
    none: [],
    facets: [],
    noFacets: [],
    from: FIRST_KEY,
    to: LAST_KEY,
    kind: null,
  };
  for (const term of termsOf(query)) {
    const alternatives: Alternatives | null = seek(term);
    if (alternatives) (term.isExcluded ? sought.none : sought.all).push(alternatives);
  }
  const filters = filtersOf(query);
  let kinds: SearchKind[] = [...SEARCH_KINDS];
  for (const filter of filters) {
    if (filter.operator === "type") {
      const kind = readKind(filter.value);
      if (!kind) unknown.push(filter);
      else kinds = kinds.filter((one) => (one === kind) !== filter.isExcluded);
    } else if (filter.operator === "before" || filter.operator === "after") {
      const at = readDay(filter.value, timeZone);
      if (!at) unknown.push(filter);
      else if ((filter.operator === "after") !== filter.isExcluded)
        sought.from = Math.max(sought.from, keyAt(at));
      else sought.to = Math.min(sought.to, keyAt(at) - 1);
    } else {
      const facets = await listFacets(db, filter, named);
      if (facets.length === 0) unknown.push(filter);
      else if (filter.isExcluded) sought.noFacets.push(...facets);
      else sought.facets.push(facets);
    }
  }
  const texts = kinds.filter((kind) => kind === "post" || kind === "comment");
  if (texts.length === 1) sought.kind = KINDS[texts[0] as SearchKind];
  const isOfTexts = filters.some(({ operator }) => operator !== "type");
  const names =
    isOfTexts || sought.all.length === 0 ? [] : kinds.filter((kind) => kind !== "post" && kind !== "comment");
  return { sought, names, hasTexts: texts.length > 0, unknown };
}

/** As typed, and the words that others use. */
const KIND_WORDS: ReadonlyMap<string, SearchKind> = new Map<string, SearchKind>([
  ...SEARCH_KINDS.map((kind) => [kind, kind] as const),
  ["posts", "post"],
  ["comments", "comment"],
  ["response", "comment"],
  ["responses", "comment"],
  ["reply", "comment"],
  ["replies", "comment"],
  ["people", "person"],
  ["persons", "person"],
  ["tags", "tag"],
]);

const readKind = (value: string) => KIND_WORDS.get(value.toLowerCase()) ?? null;

const DAY = /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$/;

/** The beginning of a year, month or day in a time zone, as "2026", "2026-03" or "2026-03-14"; null for another text. */
function readDay(value: string, timeZone: string): Date | null {
  const [, year, month = "1", day = "1"] = DAY.exec(value) ?? [];
  if (!year) return null;
  const local = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const parsed = new Date(`${local}T00:00:00Z`);
  if (Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== local) return null;
  return momentIn(local, timeZone);
}

async function listFacets(
  db: DatabaseClient,
  { operator, value }: Filter,
  named: FindNamed,
): Promise<string[]> {
  const words = splitWords(value).map(({ folded }) => folded);
  if (words.length === 0) return [];
  if (operator === "tag") {
    const tag = await findTagByName(db, value);
    // A tag of drafts alone isn't told of.
    return tag && (await findTagById(db, tag.id)) ? [facetOfTag(tag.id)] : [];
  }
  if (operator === "in") {
    const id = await findSeriesId(db, value.toLowerCase());
    return (id === null ? await named.series(words) : [id]).map(facetOfSeries);
  }
  const handle = value.toLowerCase().replace(/^@/, "");
  const byHandle = (await findPresentByHandle(db, [handle])).get(handle);
  if (byHandle !== undefined) return [facetOfPerson(byHandle)];
  const ids = new Set([...(await named.person(words)), ...(await listCommenters(db, value, words))]);
  return [...ids].map(facetOfPerson).concat(facetOfGuest(words));
}

/** People with these words in their names who may have written no post, so that their names aren't in the index. */
async function listCommenters(db: DatabaseClient, name: string, words: string[]): Promise<number[]> {
  const people = (await findPeopleByName(db, name)).filter((person) => {
    const own = new Set(splitWords(person.name).map(({ folded }) => folded));
    return words.every((word) => own.has(word));
  });
  const handles = people.map((person) => person.handle);
  return [...(await findPresentByHandle(db, handles)).values()];
}
