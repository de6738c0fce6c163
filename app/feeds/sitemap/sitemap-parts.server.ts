// The parts of the sitemap: of each kind of page, by their ids.

import { RESPONSES_KEY } from "~/comments/comment.server";
import { pagePath } from "~/pages/page";
import { PAGES_KEY } from "~/pages/page.server";
import { listIndexablePages, readLastPageId } from "~/pages/page-sitemap.server";
import { personPath } from "~/people/person";
import { PEOPLE_KEY } from "~/people/person.server";
import { listIndexablePeople, readLastPersonId } from "~/people/person-sitemap.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import type { IdRange } from "~/platform/database/rows/id-range";
import { listMonths, MONTHS_KEY } from "~/posts/archive/post-month.server";
import { postPath } from "~/posts/post";
import { POSTS_KEY } from "~/posts/post.server";
import { listIndexablePosts, readLastPostId } from "~/posts/post-sitemap.server";
import { seriesPath } from "~/series/series";
import { ALL_SERIES_KEY } from "~/series/series.server";
import { listIndexableSeries, readLastSeriesId } from "~/series/series-sitemap.server";
import { archivePath } from "~/site/calendar";
import { TAGS_KEY } from "~/tags/tag.server";
import { tagPath } from "~/tags/tag-list";
import { listIndexableTags, readLastTagId } from "~/tags/tag-sitemap.server";
import { IDS_IN_A_PART, type ListedAddress } from "./sitemap";

interface Kind {
  /** Cache tags of its list. */
  tags: string[];
  readLastId(db: DatabaseClient): Promise<number>;
  list(db: DatabaseClient, range: IdRange): Promise<ListedAddress[]>;
}

const KINDS = new Map<string, Kind>([
  [
    "posts",
    {
      tags: [POSTS_KEY, RESPONSES_KEY],
      readLastId: readLastPostId,
      list: async (db, range) =>
        (await listIndexablePosts(db, range)).map(({ slug, changedAt }) => ({
          path: postPath(slug),
          changedAt,
        })),
    },
  ],
  [
    "pages",
    {
      tags: [PAGES_KEY],
      readLastId: readLastPageId,
      list: async (db, range) =>
        (await listIndexablePages(db, range)).map(({ slug, changedAt }) => ({
          path: pagePath(slug),
          changedAt,
        })),
    },
  ],
  [
    "series",
    {
      tags: [ALL_SERIES_KEY, POSTS_KEY],
      readLastId: readLastSeriesId,
      list: async (db, range) =>
        (await listIndexableSeries(db, range)).map(({ slug }) => ({ path: seriesPath(slug) })),
    },
  ],
  [
    "tags",
    {
      tags: [TAGS_KEY],
      readLastId: readLastTagId,
      list: async (db, range) =>
        (await listIndexableTags(db, range)).map(({ slug }) => ({ path: tagPath(slug) })),
    },
  ],
  [
    "people",
    {
      tags: [PEOPLE_KEY, POSTS_KEY],
      readLastId: readLastPersonId,
      list: async (db, range) =>
        (await listIndexablePeople(db, range)).map(({ handle }) => ({ path: personPath(handle) })),
    },
  ],
  [
    "months",
    {
      tags: [MONTHS_KEY],
      readLastId: async () => 1,
      // A month has no id; there are at most 1,200.
      list: async (db, { take }) =>
        [
          ...[{ path: "/" }, { path: "/archive" }],
          ...(await listMonths(db)).map(({ month }) => ({ path: archivePath(month) })),
        ].slice(0, take),
    },
  ],
]);

const rangeOf = (number: number, take = IDS_IN_A_PART): IdRange => ({
  after: (number - 1) * IDS_IN_A_PART,
  upTo: number * IDS_IN_A_PART,
  take,
});

/** The names of the parts that list a page, such as "posts-1", and the cache tags of their list. */
export async function listSitemapParts(db: DatabaseClient): Promise<{ parts: string[]; tags: string[] }> {
  const parts: string[] = [];
  for (const [name, { readLastId, list }] of KINDS) {
    const count = Math.ceil((await readLastId(db)) / IDS_IN_A_PART);
    for (let number = 1; number <= count; number++)
      if ((await list(db, rangeOf(number, 1))).length > 0) parts.push(`${name}-${number}`);
  }
  return { parts, tags: [...KINDS.values()].flatMap(({ tags }) => tags) };
}

/** A part of the sitemap by its name; null if it lists no page. */
export async function readSitemapPart(
  db: DatabaseClient,
  part: string,
): Promise<{ pages: ListedAddress[]; tags: string[] } | null> {
  // Longer numbers are beyond any id that a database gives.
  const [, name = "", number = ""] = /^([a-z]+)-([1-9]\d{0,5})$/.exec(part) ?? [];
  const kind = KINDS.get(name);
  if (!kind) return null;
  const pages = await kind.list(db, rangeOf(Number(number)));
  return pages.length > 0 ? { pages, tags: kind.tags } : null;
}
