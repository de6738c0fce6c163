// Likelier words for those that nothing has.

import { setImmediate as passTurn } from "node:timers/promises";
import { distance } from "fastest-levenshtein";
import { listSearchableComments } from "~/comments/searchable-comments.server";
import type { BoundedQuery } from "~/platform/database/bounded-reader";
import type { DatabaseClient } from "~/platform/database/database.server";
import { listSearchablePosts } from "~/posts/searchable-posts.server";
import { FIRST_KEY, KINDS, LAST_KEY } from "../index/entry-key";
import { formatQuery, wordsFirst } from "../query/parse-query";
import { type Alternatives, seek } from "../query/sought";
import type { ParsedQuery, QueryPart } from "../search";
import { splitWords, type Word } from "../words/split-words";
import { FRENCH, stemsOf } from "../words/stems";
import { type Dialect, type EntryRow, MIN_TEXTS } from "./dialect";
import { beginningOf } from "./snippet";

interface Deps {
  query: BoundedQuery;
  dialect: Dialect;
  /** Whether the rest of a search's time is needed to end it: what was found is worth more than a suggestion. */
  isLate(): boolean;
}

/** Two letters may be wrong in a long word, one in a short one; in the shortest, any could be meant. */
const maxDistance = (length: number) => (length >= 8 ? 2 : length >= 4 ? 1 : 0);
/** The commonest stems: to compare one takes a third of a microsecond. */
const COMPARED = 20_000;
const TRIED = 3;
/** Texts that are read for the word as it is written in them. */
const READ = 10;

/** The query with other words in place of those that nothing has; null if there are none, or `isLate` before they are found. Only words
 *  that at least MIN_TEXTS texts have that everyone may see now. */
export async function suggestQuery(
  db: DatabaseClient,
  deps: Deps,
  { parts }: ParsedQuery,
): Promise<string | null> {
  if (deps.isLate()) return null;
  const changed: QueryPart[] = [];
  let isOther = false;
  const areKnown = await Promise.all(parts.map((part) => isKnown(deps, part)));
  for (const [index, part] of parts.entries()) {
    if (deps.isLate()) return null;
    const likelier = part.is === "term" && !areKnown[index] ? await findLikelier(db, deps, part.text) : null;
    isOther ||= likelier !== null;
    changed.push(likelier !== null && part.is === "term" ? { ...part, text: likelier } : part);
  }
  return isOther ? formatQuery(wordsFirst(changed)) : null;
}

/** Whether there is nothing to look for in place of a part of a query. */
async function isKnown(deps: Deps, part: QueryPart): Promise<boolean> {
  if (part.is !== "term" || part.isExcluded || part.isPhrase) return true;
  const [word, ...others] = splitWords(part.text);
  if (!word || others.length > 0 || word.isPart || maxDistance(word.folded.length) === 0) return true;
  return (await listTexts(deps, seek(part) ?? [], 1)).length > 0;
}

async function findLikelier(db: DatabaseClient, deps: Deps, text: string): Promise<string | null> {
  const [word] = splitWords(text);
  if (!word) return null;
  const allowed = maxDistance(word.folded.length);
  for (const stem of await listAlike(deps, word, allowed)) {
    if (deps.isLate()) return null;
    const texts = await listTexts(deps, [{ words: [stem], isOpen: false }], READ);
    if (texts.length < MIN_TEXTS) continue;
    const found = await findSpelling(db, texts, word, stem);
    if (found !== null) return found;
  }
  return null;
}

async function listAlike({ query, dialect }: Deps, word: Word, allowed: number): Promise<string[]> {
  const sought = [...new Set(stemsOf(word).map(bare))];
  const lengths = sought.map((stem) => stem.length);
  const range = { from: Math.max(1, Math.min(...lengths) - allowed), to: Math.max(...lengths) + allowed + 1 };
  const { sql, values } = dialect.words(range, COMPARED);
  const [row] = await query<{ stems: string | null }>(sql, values);
  const alike = (row?.stems ?? "").split(" ").flatMap((stem, place) => {
    const other = bare(stem);
    // A stem may be much shorter than its word, and then less of it may be wrong.
    const near = sought.flatMap((own) => {
      const most = Math.min(allowed, maxDistance(own.length));
      if (Math.abs(own.length - other.length) > most) return [];
      const apart = distance(own, other);
      return apart <= most ? [apart] : [];
    });
    return near.length > 0 ? [{ stem, apart: Math.min(...near), place }] : [];
  });
  alike.sort((a, b) => a.apart - b.apart || a.place - b.place);
  return alike.slice(0, TRIED).map(({ stem }) => stem);
}

const bare = (stem: string) => (stem.startsWith(FRENCH) ? stem.slice(FRENCH.length) : stem);

/** Texts that have a word, now. */
async function listTexts({ query, dialect }: Deps, term: Alternatives, take: number) {
  const sought = {
    all: [term],
    none: [],
    facets: [],
    noFacets: [],
    from: FIRST_KEY,
    to: LAST_KEY,
    kind: null,
  };
  const { sql, values } = dialect.newest(sought, take);
  return query<EntryRow>(sql, values);
}

/** The word as most of these texts write it, if enough of them do. */
async function findSpelling(
  db: DatabaseClient,
  texts: { kind: number; thingId: number }[],
  word: Word,
  stem: string,
): Promise<string | null> {
  const idsOf = (kind: number) => texts.flatMap((text) => (text.kind === kind ? [text.thingId] : []));
  const { posts } = await listSearchablePosts(db, idsOf(KINDS.post));
  const { comments } = await listSearchableComments(db, idsOf(KINDS.comment));
  const readable = [
    ...posts.map(({ title, text }) => `${title}\n${text}`),
    ...comments.map(({ text }) => text),
  ];
  const counts = new Map<string, number>();
  for (const text of readable) {
    await passTurn();
    const own = new Set<string>();
    for (const one of splitWords(text))
      if (beginningOf(one.folded) === beginningOf(stem) && stemsOf(one).includes(stem)) own.add(one.accented);
    for (const spelling of own) counts.set(spelling, (counts.get(spelling) ?? 0) + 1);
  }
  const spellings = [...counts].filter(([, count]) => count >= MIN_TEXTS);
  spellings.sort(
    ([a, countA], [b, countB]) => distance(a, word.folded) - distance(b, word.folded) || countB - countA,
  );
  return spellings[0]?.[0] ?? null;
}
