// Comments that are taken back by their writers. What is answered leaves a tombstone: its number and its place, and not a word.

import { commentsByPersonKey } from "~/people/person.server";
import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { SHOWN } from "./comment";
import { RESPONSES_KEY } from "./comment.server";

interface Place {
  id: number;
  postId: number;
  parentId: number | null;
  path: string;
}

const placeFields = { id: true, postId: true, parentId: true, path: true } as const;

export interface RemovedComment extends Place {
  /** Whether it counted among the post's responses. */
  counted: boolean;
}

/** Nothing of what was said, or of who said it. */
const NOTHING = {
  ...{ status: "removed", source: "", html: "", excerpt: "" },
  ...{ personId: null, guestName: null, guestEmail: null, guestSite: null },
} as const;

/** Some of a person's comments, whatever became of them. */
export async function listCommentIdsOf(
  db: DatabaseClient,
  personId: number,
  take: number,
): Promise<number[]> {
  const rows = await db.comment.findMany({
    where: { personId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take,
    select: { id: true },
  });
  return rows.map((row) => row.id);
}

/** A comment as whoever removes it sees it, and whose it is: nobody's where it is a guest's, or removed already. */
export async function findCommentToRemove(db: DatabaseClient, id: number) {
  const row = await db.comment.findUnique({
    where: { id },
    select: {
      ...{ id: true, number: true, html: true, createdAt: true, personId: true },
      post: { select: { slug: true, title: true } },
    },
  });
  if (!row) return null;
  const { personId, ...comment } = row;
  return { ...comment, ownerIds: personId === null ? [] : [personId] };
}

/** Takes the words and the name from comments. */
export async function blankComments(tx: Transaction, ids: number[]): Promise<RemovedComment[]> {
  const where = { id: { in: ids }, status: { not: "removed" } };
  const rows = await tx.db.comment.findMany({
    where,
    select: { ...placeFields, status: true, personId: true },
  });
  await tx.db.comment.updateMany({ where, data: NOTHING });
  if (rows.length > 0) tx.invalidate(RESPONSES_KEY);
  tx.invalidate(...rows.flatMap(({ personId }) => (personId === null ? [] : commentsByPersonKey(personId))));
  return rows.map(({ status, personId: _, ...row }) => ({ ...row, counted: status === "approved" }));
}

/**
 * Deletes those among `ids` that hold no place for anybody, and then the tombstones above them that by that no longer do. A held
 * reply keeps one too, though nobody sees why: it would go with what it answers. Gives what was deleted.
 */
export async function sweepTombstones(
  tx: Transaction,
  ids: number[],
  isCited: (id: number) => boolean,
): Promise<Place[]> {
  const swept: Place[] = [];
  for (let candidates = ids; candidates.length > 0; ) {
    const answered = await countReplies(tx.db, { parentId: { in: candidates } });
    const rows = await tx.db.comment.findMany({
      where: { id: { in: candidates }, status: "removed" },
      select: placeFields,
    });
    const leaving = rows.filter(({ id }) => !answered.has(id) && !isCited(id));
    await tx.db.comment.deleteMany({ where: { id: { in: leaving.map(({ id }) => id) } } });
    swept.push(...leaving);
    candidates = [...new Set(leaving.flatMap(({ parentId }) => parentId ?? []))];
  }
  return swept;
}

/** Counts anew the replies that are shown below these comments. */
export async function recountReplies(tx: Transaction, ids: number[]): Promise<void> {
  const counts = await countReplies(tx.db, { parentId: { in: ids }, status: { in: SHOWN } });
  for (const replyCount of new Set([0, ...counts.values()])) {
    const having = ids.filter((id) => (counts.get(id) ?? 0) === replyCount);
    await tx.db.comment.updateMany({ where: { id: { in: having } }, data: { replyCount } });
  }
}

async function countReplies(
  db: DatabaseClient,
  where: { parentId: { in: number[] }; status?: { in: string[] } },
): Promise<Map<number, number>> {
  const rows = await db.comment.groupBy({ by: ["parentId"], where, _count: true });
  return new Map(rows.flatMap(({ parentId, _count }) => (parentId === null ? [] : [[parentId, _count]])));
}

/** Whether anything stands under a post that somebody wrote, held or removed though it may be. */
export const hasComments = async (db: DatabaseClient, postId: number): Promise<boolean> =>
  (await db.comment.findFirst({ where: { postId }, select: { id: true } })) !== null;
