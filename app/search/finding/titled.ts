// Which of what was found have words in their title.

import { KINDS } from "../index/entry-key";
import { hasPhrase } from "../query/sought";
import { MAX_RANKED } from "../search";
import { splitWords } from "../words/split-words";
import { stemsOf } from "../words/stems";
import { type Asking, type Hit, listKeys } from "./asking";
import type { Alternatives } from "./dialect";

/** To read a title and its words takes some 15 µs. To look through all titles of a time for a word takes less for each of them, but most of these aren't
 *  among what a filter leaves. */
const MAX_READ = 500;

/** The keys of those with a word, for each of the words. */
export async function listTitled(
  deps: Asking,
  words: Alternatives[],
  found: Hit[],
  isFiltered: boolean,
): Promise<number[]> {
  // Responses have none.
  const titled = found.filter(({ kind }) => kind !== KINDS.comment);
  if (titled.length === 0) return [];
  const areRead = isFiltered && titled.length <= MAX_READ && titled.every(({ kind }) => kind === KINDS.post);
  const keys = titled.map(({ key }) => key);
  const range = { from: Math.min(...keys), to: Math.max(...keys) };
  const [read, sought] = areRead
    ? [words.filter((term) => !hasPhrase(term)), words.filter(hasPhrase)]
    : [[], words];
  const lists = await Promise.all([
    read.length > 0 ? readTitles(deps, read, titled) : [],
    ...sought.map((term) => listKeys(deps, deps.dialect.titled(term, range, MAX_RANKED))),
  ]);
  return lists.flat();
}

async function readTitles(
  { query, dialect }: Asking,
  words: Alternatives[],
  posts: Hit[],
): Promise<number[]> {
  const { sql, values } = dialect.titles(posts.map(({ thingId }) => thingId));
  const rows = await query<{ id: number; title: string }>(sql, values);
  const stems = new Map(rows.map(({ id, title }) => [id, new Set(splitWords(title).flatMap(stemsOf))]));
  return posts.flatMap(({ thingId, key }) => {
    const own = [...(stems.get(thingId) ?? [])];
    return words.flatMap((term) => (own.some((stem) => isOneOf(stem, term)) ? [key] : []));
  });
}

const isOneOf = (stem: string, term: Alternatives) =>
  term.some(({ words: [word = ""], isOpen }) => (isOpen ? stem.startsWith(word) : stem === word));
