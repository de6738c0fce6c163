import { personPath } from "~/people/person";
import { listSearchablePeople } from "~/people/searchable-people.server";
import type { BoundedQuery } from "~/platform/database/bounded-reader";
import type { DatabaseClient } from "~/platform/database/database.server";
import { storableText } from "~/platform/storable-text";
import { postPath } from "~/posts/post";
import { listPostsByIds } from "~/posts/post.server";
import { listSearchableSeries } from "~/series/searchable-series.server";
import { seriesPath } from "~/series/series";
import { listSearchableTags } from "~/tags/searchable-tags.server";
import { tagPath } from "~/tags/tag-list";
import { FIRST_KEY, KINDS, LAST_KEY, NAMES_END } from "../index/entry-key";
import { MAX_QUICK_NAMES, type QuickName } from "../search";
import { splitWords } from "../words/split-words";
import type { Dialect, EntryRow } from "./dialect";

/** Longer titles aren't typed to be found. */
const MAX_TYPED_CHARS = 100;
/** Of people, tags and series together; posts take the other lines. */
const NAMES_SHOWN = 4;
/** Read of each sort, since some may not be shown. */
const READ = 12;

/** Posts, people, tags and series whose titles and names have words that begin as typed; the newest first. */
export async function listQuickNames(
  db: DatabaseClient,
  { query, dialect }: { query: BoundedQuery; dialect: Dialect },
  typed: string,
): Promise<QuickName[]> {
  const words = splitWords(storableText(typed.slice(0, MAX_TYPED_CHARS)));
  // The last character of a run without spaces has no pair yet.
  const beginnings = [
    ...new Set(
      (words.length > 1 && words.at(-1)?.isPart ? words.slice(0, -1) : words).map(({ folded }) => folded),
    ),
  ];
  if (beginnings.length === 0) return [];
  const list = ({ from, to }: { from: number; to: number }) => {
    const { sql, values } = dialect.names(beginnings, true, { from, to }, READ);
    return query<EntryRow>(sql, values);
  };
  const [names, posts] = await Promise.all([
    list({ from: -Number.MAX_SAFE_INTEGER, to: NAMES_END - 1 }),
    list({ from: FIRST_KEY, to: LAST_KEY }),
  ]);
  const idsOf = (kind: number) => names.flatMap((row) => (row.kind === kind ? [row.thingId] : []));
  const { people } = await listSearchablePeople(db, idsOf(KINDS.person));
  const { tags } = await listSearchableTags(db, idsOf(KINDS.tag));
  const { series } = await listSearchableSeries(db, idsOf(KINDS.series));
  const shown: QuickName[] = [
    ...people.map(({ handle, name }) => ({
      kind: "person" as const,
      path: personPath(handle),
      name,
      language: null,
    })),
    ...tags.map(({ slug, name }) => ({ kind: "tag" as const, path: tagPath(slug), name, language: null })),
    ...series.map(({ slug, title }) => ({
      kind: "series" as const,
      path: seriesPath(slug),
      name: title,
      language: null,
    })),
  ];
  const found = await listPostsByIds(
    db,
    posts.map(({ thingId }) => thingId),
  );
  const ofPosts = found.map(({ slug, title, language }) => ({
    kind: "post" as const,
    path: postPath(slug),
    name: title,
    language,
  }));
  const spare = Math.max(NAMES_SHOWN, MAX_QUICK_NAMES - ofPosts.length);
  const first = shown.slice(0, spare);
  return [...ofPosts.slice(0, MAX_QUICK_NAMES - first.length), ...first];
}
