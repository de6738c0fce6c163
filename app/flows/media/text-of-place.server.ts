// What a text says of uploads, wherever it stands.

import { findCommentHtml, listCommentsWith } from "~/comments/comment-rendering.server";
import { listEditsWith } from "~/comments/editing/held-edits.server";
import { listDraftsWith } from "~/drafts/portability/draft-content.server";
import { mediaHash } from "~/markdown/media-address";
import { hashesIn, hashesWithoutAlt } from "~/media/media";
import { columnOf, type MediaPlace, type PlaceColumn } from "~/media/use/media-use.server";
import type { TextOfPlace } from "~/media/use/media-use-check.server";
import { listPagesWith } from "~/pages/page-rendering.server";
import { listBiosWith } from "~/people/person-rendering.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import { CHECK_BATCH } from "~/platform/inconsistency";
import { listPostsWith } from "~/posts/post-rendering.server";
import { listPostsWithVersions, listSources } from "~/revisions/revision.server";
import { listIntroductionsWith } from "~/series/series-rendering.server";

/** In each address of an upload. */
const ADDRESS = "/media/";

/** Gives the texts of a kind that have these words in them, in order of id. */
type List = (
  db: DatabaseClient,
  words: string,
  after: number,
  take: number,
) => Promise<{ id: number; source: string }[]>;

const LISTS: Record<PlaceColumn, List> = {
  postId: listPostsWith,
  pageId: listPagesWith,
  personId: listBiosWith,
  seriesId: listIntroductionsWith,
  commentId: listCommentsWith,
  heldEditId: listEditsWith,
  draftId: listDraftsWith,
};
const COLUMNS = Object.keys(LISTS) as PlaceColumn[];

const placeOf = (column: PlaceColumn, id: number) => ({ [column]: id }) as MediaPlace;

/** The texts that name an upload, now or in an earlier version that is kept. */
export async function* listNaming(db: DatabaseClient): AsyncGenerator<MediaPlace> {
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

/** What a text says now, with the versions of a post that are kept. */
export async function readTextOf(db: DatabaseClient, place: MediaPlace): Promise<TextOfPlace> {
  const [column, id] = columnOf(place);
  const [row] = await LISTS[column](db, ADDRESS, id - 1, 1);
  const source = row?.id === id ? row.source : "";
  const earlier = column === "postId" ? await listSources(db, id) : [];
  return {
    named: [...new Set([source, ...earlier].flatMap(hashesIn))],
    withoutAlt: hashesWithoutAlt(source),
    shown: await readShown(db, column, id),
  };
}

/** What a response shows was decided when it was written, and stands in its HTML. Of an edit that waits, nothing tells it. */
async function readShown(db: DatabaseClient, column: PlaceColumn, id: number): Promise<string[] | "all"> {
  if (column === "heldEditId") return [];
  if (column !== "commentId") return "all";
  const html = (await findCommentHtml(db, id)) ?? "";
  return [...html.matchAll(/<img [^>]*?\bsrc="([^"]*)"/g)].flatMap(([, src = ""]) => mediaHash(src) ?? []);
}
