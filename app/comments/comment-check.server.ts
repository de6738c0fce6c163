import { showAsTyped } from "~/markdown/as-typed";
import type { RenderMarkdown } from "~/markdown/rendered";
import { RENDER_VERSION } from "~/markdown/version";
import type { Database, DatabaseClient, Transaction } from "~/platform/database/database.server";
import { CHECK_BATCH, type Inconsistency, staleText } from "~/platform/inconsistency";
import { postKey } from "~/posts/post.server";
import { RESPONSES_KEY } from "./comment.server";
import { findPlaceInconsistencies, type PlaceRow } from "./comment-inconsistencies";
import { remakeComment } from "./comment-rendering.server";

const placeFields = {
  ...{ id: true, postId: true, parentId: true, number: true },
  ...{ depth: true, path: true, status: true, replyCount: true },
} as const;

/** Where comments stand: parent, path, depth, and how many replies they count. */
export async function checkCommentPlaces(db: DatabaseClient): Promise<Inconsistency[]> {
  const faults: Inconsistency[] = [];
  for await (const [postId, rows] of readDiscussions(db)) {
    const found = findPlaceInconsistencies(rows);
    const repair = (tx: Transaction) => mendPlaces(tx, postId);
    faults.push(
      ...found.map(({ id, fault, right }) => ({ row: `comment ${id}`, fault, ...(right && { repair }) })),
    );
  }
  return faults;
}

/** Texts that were rendered by another version. */
export async function checkCommentTexts({
  db,
  render,
}: {
  db: DatabaseClient;
  render: RenderMarkdown;
}): Promise<Inconsistency[]> {
  const faults: Inconsistency[] = [];
  for (let last = 0; ; ) {
    const rows = await db.comment.findMany({
      where: { renderVersion: { not: RENDER_VERSION }, id: { gt: last } },
      orderBy: { id: "asc" },
      take: CHECK_BATCH,
      select: { id: true, renderVersion: true, source: true, html: true },
    });
    for (const { id, renderVersion, source, html } of rows)
      faults.push(
        staleText(`comment ${id}`, renderVersion, RENDER_VERSION, {
          isAsTyped: html === showAsTyped(source),
          repair: (db) => remake(db, render, id),
        }),
      );
    if (rows.length < CHECK_BATCH) return faults;
    last = rows.at(-1)?.id ?? last;
  }
}

/** How many comments everyone may see, by post. */
export async function countComments(db: DatabaseClient, postIds?: number[]): Promise<Map<number, number>> {
  const rows = await db.comment.groupBy({
    by: ["postId"],
    where: { status: "approved", ...(postIds && { postId: { in: postIds } }) },
    _count: true,
  });
  return new Map(rows.map((row) => [row.postId, row._count]));
}

/** The highest number that a comment has, by post. */
export async function findHighestCommentNumbers(
  db: DatabaseClient,
  postIds?: number[],
): Promise<Map<number, number>> {
  const where = postIds && { postId: { in: postIds } };
  const rows = await db.comment.groupBy({ by: ["postId"], ...(where && { where }), _max: { number: true } });
  return new Map(rows.map((row) => [row.postId, row._max.number ?? 0]));
}

/** All comments, those of one post together. */
async function* readDiscussions(db: DatabaseClient): AsyncGenerator<[number, PlaceRow[]]> {
  let waiting: (PlaceRow & { postId: number })[] = [];
  for (let last = { postId: 0, path: "" }; ; ) {
    const rows = await db.comment.findMany({
      where: {
        postId: { gte: last.postId },
        OR: [{ postId: { gt: last.postId } }, { path: { gt: last.path } }],
      },
      orderBy: [{ postId: "asc" }, { path: "asc" }],
      take: CHECK_BATCH,
      select: placeFields,
    });
    for (const row of rows) {
      const before = waiting[0]?.postId;
      if (before !== undefined && before !== row.postId) {
        yield [before, waiting];
        waiting = [];
      }
      waiting.push(row);
    }
    const end = rows.at(-1);
    if (!end || rows.length < CHECK_BATCH) break;
    last = end;
  }
  if (waiting[0]) yield [waiting[0].postId, waiting];
}

async function mendPlaces(tx: Transaction, postId: number) {
  // Others have answered since the faults were found.
  const rows = await tx.db.comment.findMany({
    where: { postId },
    orderBy: { path: "asc" },
    select: placeFields,
  });
  const faults = findPlaceInconsistencies(rows);
  const moving = faults.filter(({ right }) => right && "path" in right);
  // First out of each other's way: no two share a path.
  for (const { id } of moving) await tx.db.comment.update({ where: { id }, data: { path: `moving ${id}` } });
  for (const { id, right } of faults) if (right) await tx.db.comment.update({ where: { id }, data: right });
  tx.invalidate(postKey(postId), RESPONSES_KEY);
}

async function remake(db: Database, render: RenderMarkdown, id: number) {
  const row = await db.comment.findUnique({ where: { id }, select: { source: true, idPrefix: true } });
  if (row) await remakeComment({ db, render }, { id, ...row });
}

/** The posts under which these comments stand, and since when both may be seen. */
export async function listCommentPosts(db: DatabaseClient, ids: number[]) {
  const found = new Map<number, { postId: number; since: Date | undefined }>();
  for (let at = 0; at < ids.length; at += CHECK_BATCH) {
    const rows = await db.comment.findMany({
      where: { id: { in: ids.slice(at, at + CHECK_BATCH) } },
      select: { id: true, postId: true, status: true, createdAt: true, post: { select: { status: true } } },
    });
    for (const { id, postId, status, createdAt, post } of rows) {
      const isSeen = status === "approved" && post.status === "published";
      found.set(id, { postId, since: isSeen ? createdAt : undefined });
    }
  }
  return found;
}
