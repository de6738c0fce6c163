// Checks that uses of uploads agree with the texts that name them. They decide who sees an upload, and which are deleted as unused.

import { listCommentsWith } from "~/comments/comment-rendering.server";
import { listDraftsWith } from "~/drafts/draft-content.server";
import { hashesIn } from "~/media/media";
import type { MediaPlace } from "~/media/media-use.server";
import { compareUses, listUsedPlaces, repairUses } from "~/media/media-use-check.server";
import { listPagesWith } from "~/pages/page-rendering.server";
import { listBiosWith } from "~/people/person-rendering.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import { CHECK_BATCH, type Inconsistency } from "~/platform/inconsistency";
import { listPostsWith } from "~/posts/post-rendering.server";
import { listPostsWithVersions, listSources } from "~/revisions/revision.server";
import { listIntroductionsWith } from "~/series/series-rendering.server";

/** In each address of an upload. */
const ADDRESS = "/media/";

type Column = "postId" | "pageId" | "personId" | "seriesId" | "commentId" | "draftId";

/** Gives the texts of a kind that have these words in them, in order of id. */
type List = (
  db: DatabaseClient,
  words: string,
  after: number,
  take: number,
) => Promise<{ id: number; source: string }[]>;

const LISTS: Record<Column, List> = {
  postId: listPostsWith,
  pageId: listPagesWith,
  personId: listBiosWith,
  seriesId: listIntroductionsWith,
  commentId: listCommentsWith,
  draftId: listDraftsWith,
};
const COLUMNS = Object.keys(LISTS) as Column[];

const placeOf = (column: Column, id: number) => ({ [column]: id }) as MediaPlace;
const keyOf = (place: MediaPlace) => Object.entries(place).join();

export async function checkUses(db: DatabaseClient): Promise<Inconsistency[]> {
  const places = new Map<string, MediaPlace>();
  for await (const place of listNaming(db)) places.set(keyOf(place), place);
  for (const place of await listUsedPlaces(db)) places.set(keyOf(place), place);
  const found: Inconsistency[] = [];
  for (const place of places.values()) {
    const { missing, stale } = await compareUses(db, place, await hashesOf(db, place));
    const column = COLUMNS.find((one) => one in place) ?? "postId";
    const row = `${column.replace(/Id$/, "")} ${Object.values(place)[0]}`;
    const repair: Inconsistency["repair"] = async (tx) => repairUses(tx, place, await hashesOf(tx.db, place));
    for (const id of missing)
      found.push({ row, problem: `shows upload ${id}, and isn’t among the texts that show it`, repair });
    for (const id of stale)
      found.push({ row, problem: `is among the texts that show upload ${id}, and doesn’t`, repair });
  }
  return found;
}

/** The texts that name an upload, now or in an earlier version that is kept. */
async function* listNaming(db: DatabaseClient): AsyncGenerator<MediaPlace> {
  for (const column of COLUMNS)
    for (let after = 0; ; ) {
      const rows = await LISTS[column](db, ADDRESS, after, CHECK_BATCH);
      for (const { id, source } of rows) if (hashesIn(source).length > 0) yield placeOf(column, id);
      if (rows.length < CHECK_BATCH) break;
      after = rows.at(-1)?.id ?? after;
    }
  for (let after = 0; ; ) {
    const ids = await listPostsWithVersions(db, ADDRESS, after, CHECK_BATCH);
    yield* ids.map((id) => placeOf("postId", id));
    if (ids.length < CHECK_BATCH) return;
    after = ids.at(-1) ?? after;
  }
}

/** The hashes that a text names, with the versions of a post that are kept. */
async function hashesOf(db: DatabaseClient, place: MediaPlace): Promise<string[]> {
  const column = COLUMNS.find((one) => one in place) ?? "postId";
  const id = Number(Object.values(place)[0]);
  const [row] = await LISTS[column](db, ADDRESS, id - 1, 1);
  const earlier = "postId" in place ? await listSources(db, id) : [];
  const sources = [...(row?.id === id ? [row.source] : []), ...earlier];
  return [...new Set(sources.flatMap(hashesIn))];
}
