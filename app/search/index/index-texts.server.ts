// Brings entries of the index up to date with their texts.

import type { DatabaseClient } from "~/platform/database/database.server";
import type { SearchKind } from "../search";
import { listCommentTexts } from "./comment-rows.server";
import { addEntry, type Entry, listEntries, removeEntries, updateEntry } from "./entries.server";
import { isOfTime } from "./entry-key";
import { digestOf, indexWords, type SearchableText } from "./indexed-text";
import { listSearchable, readStemLanguage, type Searchable } from "./searchable-texts.server";
import { type Provider, putWords } from "./words-writer.server";

/** Indexes what has changed of these texts. Returns how many had. */
export async function indexTexts(
  db: DatabaseClient,
  provider: Provider,
  texts: SearchableText[],
  known: ReadonlyMap<number, Entry>,
): Promise<number> {
  let changed = 0;
  for (const text of texts) {
    const entry = known.get(text.id);
    if (entry && isCurrent(entry, text)) continue;
    changed++;
    await indexText(db, provider, text, entry);
  }
  return changed;
}

export const isCurrent = (entry: Entry, text: SearchableText): boolean =>
  entry.digest === digestOf(text) && entry.postId === text.postId && isOfTime(entry.key, text.at);

async function indexText(
  db: DatabaseClient,
  provider: Provider,
  text: SearchableText,
  entry: Entry | undefined,
): Promise<void> {
  const isInPlace = entry !== undefined && isOfTime(entry.key, text.at);
  if (entry && !isInPlace) await removeEntries(db, [entry.key]);
  if (isInPlace) await updateEntry(db, entry.key, text);
  const key = isInPlace ? entry.key : await addEntry(db, text);
  await putWords[provider](db, key, indexWords(text), text.facets);
}

/** Things of a kind that changed: those that everyone may see are indexed, and the others are taken out. Returns the posts whose responses
 *  are to follow, because they are seen again or filed elsewhere. */
export async function indexChanged(
  db: DatabaseClient,
  provider: Provider,
  kind: SearchKind,
  ids: number[],
): Promise<number[]> {
  if (kind === "comment") return indexComments(db, provider, ids);
  const known = await listEntries(db, kind, ids);
  const found = await listSearchable(db, kind, ids, await readStemLanguage(db));
  const seen = new Set(found.texts.map(({ id }) => id));
  const gone = ids.flatMap((id) => (seen.has(id) ? [] : (known.get(id)?.key ?? [])));
  await removeEntries(db, gone);
  await indexTexts(db, provider, found.texts, known);
  return kind === "post" ? listToFollow(db, found, known) : [];
}

/** The same in fewer statements. No other thing follows from a comment. */
async function indexComments(db: DatabaseClient, provider: Provider, ids: number[]) {
  const { texts, entries } = await listCommentTexts(db, ids);
  const seen = new Set(texts.map(({ id }) => id));
  const hidden = ids.filter((id) => !seen.has(id));
  const gone = await listEntries(db, "comment", hidden);
  await removeEntries(
    db,
    [...gone.values()].map(({ key }) => key),
  );
  await indexTexts(db, provider, texts, entries);
  return [];
}

/** Looked at of a post's responses. */
const SAMPLE = 20;

/** Posts whose responses are filed under other tags or in another series now, or are read in another language. An edit of the text alone
 *  changes none of them, so a few tell. */
async function listToFollow(
  db: DatabaseClient,
  { texts, answered }: Searchable,
  known: ReadonlyMap<number, Entry>,
): Promise<number[]> {
  const toFollow: number[] = [];
  for (const text of texts) {
    const before = known.get(text.id);
    if (!answered.has(text.id) || (before && isCurrent(before, text))) continue;
    const responses = await listCommentTexts(db, { after: 0, take: SAMPLE, postId: text.id });
    const areCurrent = responses.texts.map((response) => {
      const entry = responses.entries.get(response.id);
      return entry !== undefined && isCurrent(entry, response);
    });
    if (areCurrent.length === 0 || areCurrent.includes(false)) toFollow.push(text.id);
  }
  return toFollow;
}
