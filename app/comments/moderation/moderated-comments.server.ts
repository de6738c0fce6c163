// Comments as moderators see them: in any state, with what surrounds them.

import type { DatabaseClient, Prisma } from "~/platform/database/database.server";
import {
  atOrBeside,
  type KeyRange,
  type Page,
  type PageRequest,
  pageByKey,
  pastKey,
} from "~/platform/database/paging";
import { isErased, isPublished, isReadable, responseStatus } from "~/visibility/status";
import { byProof } from "../guests/own-link.server";
import { ofSameGuest } from "../guests/same-guest.server";

/** Enough to read in one go, and few enough that one press decides about all of them. */
export const QUEUE_PAGE = 50;

const queueFields = {
  ...{ id: true, status: true, html: true, createdAt: true, heldFor: true, path: true },
  ...{ number: true, postId: true, personId: true, guestName: true, guestSite: true, guestId: true },
  person: { select: { handle: true, name: true } },
  parentId: true,
  post: { select: { slug: true, title: true, language: true, status: true } },
} satisfies Prisma.CommentSelect;

const parentFields = {
  ...{ id: true, status: true, excerpt: true, guestName: true },
  person: { select: { name: true } },
} satisfies Prisma.CommentSelect;

type QueueRow = Prisma.CommentGetPayload<{ select: typeof queueFields }>;

/** A comment as moderators see it. It has no e-mail address. */
export interface QueuedComment extends QueueRow {
  /** What it answers; null if it answers the post. */
  parent: Prisma.CommentGetPayload<{ select: typeof parentFields }> | null;
  /** What the same member has written, by status; null for a guest, whose name proves nothing. */
  others: Record<string, number> | null;
}

async function withSurroundings(db: DatabaseClient, rows: QueueRow[]): Promise<QueuedComment[]> {
  const parents = await listParents(db, rows);
  const personIds = [...new Set(rows.flatMap(({ personId }) => personId ?? []))];
  const counts = personIds.length > 0 ? await countByStatus(db, personIds) : [];
  return rows.map((row) => {
    const own = counts.filter(({ personId }) => personId !== null && personId === row.personId);
    const others = Object.fromEntries(own.map(({ status, _count }) => [status, _count]));
    if (others[row.status] !== undefined) others[row.status] = (others[row.status] ?? 1) - 1;
    const parent = row.parentId === null ? null : (parents.get(row.parentId) ?? null);
    return { ...row, parent, others: row.personId === null ? null : others };
  });
}

/** As a relation it would be asked for also where no comment has a parent, which is the most frequent page of the queue. */
async function listParents(db: DatabaseClient, rows: QueueRow[]) {
  const ids = [...new Set(rows.flatMap(({ parentId }) => parentId ?? []))];
  const parents =
    ids.length > 0 ? await db.comment.findMany({ where: { id: { in: ids } }, select: parentFields }) : [];
  return new Map(parents.map((parent) => [parent.id, parent]));
}

const countByStatus = (db: DatabaseClient, personIds: number[]) =>
  db.comment.groupBy({
    by: ["personId", "status"],
    where: { personId: { in: personIds } },
    _count: true,
  });

/** Comments as moderators see them, in any state but erased. */
export async function listQueuedComments(db: DatabaseClient, ids: number[]): Promise<QueuedComment[]> {
  if (ids.length === 0) return [];
  const rows = await db.comment.findMany({ where: { id: { in: ids } }, select: queueFields });
  return withSurroundings(
    db,
    rows.filter((row) => !isErased(row)),
  );
}

/** The same of one. */
export const findQueuedComment = async (db: DatabaseClient, id: number): Promise<QueuedComment | null> =>
  (await listQueuedComments(db, [id]))[0] ?? null;

/** The comments of whoever wrote one, in any state but erased, newest first: a member's, or those that a guest has proved to be theirs
 *  (guests/same-guest.server.ts). A name or an address that a guest typed proves nothing, so without a proof it is that one alone. */
export async function listByWriter(
  db: DatabaseClient,
  { id, personId, guestId }: { id: number; personId: number | null; guestId: number | null },
  take: number,
): Promise<QueuedComment[]> {
  const ofGuest = guestId === null ? { id } : await ofSameGuest(db, guestId);
  const rows = await db.comment.findMany({
    where: personId === null ? ofGuest : { personId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take,
    select: queueFields,
  });
  return withSurroundings(
    db,
    rows.filter((row) => !isErased(row)),
  );
}

/** Held comments, newest first or oldest first. Returns null if the key of the page is unknown. */
export function listHeldComments(
  db: DatabaseClient,
  order: "newest" | "oldest",
  request: PageRequest,
): Promise<Page<QueuedComment> | null> {
  // The page is cut as if the list ran the other way.
  const turned = ({ order: asked, ...range }: KeyRange): KeyRange => ({
    ...range,
    order: order === "newest" ? asked : asked === "desc" ? "asc" : "desc",
  });
  return pageByKey(
    request,
    QUEUE_PAGE,
    async (id, seen) => {
      const { where, orderBy } = atOrBeside(
        id,
        order === "newest" ? seen : seen === "newer" ? "older" : "newer",
      );
      const row = await db.comment.findFirst({
        where: { id: where },
        orderBy: { id: orderBy },
        select: { id: true, createdAt: true },
      });
      return row && { at: row.createdAt, id: row.id };
    },
    async (asked) => {
      const range = turned(asked);
      const rows = await db.comment.findMany({
        where: { status: responseStatus.held, AND: pastKey(range, "createdAt", "id") },
        orderBy: [{ createdAt: range.order }, { id: range.order }],
        take: range.take,
        select: queueFields,
      });
      return withSurroundings(db, rows);
    },
  );
}

/** Held comments in the order of an index: of as many as are asked for, that many entries are read, however many wait. */
const heldInOrder = {
  where: { status: responseStatus.held },
  orderBy: [{ createdAt: "asc" }, { id: "asc" }],
} satisfies Prisma.CommentFindManyArgs;

/** Comments that wait, up to a limit: the frame shows "99+" beyond it. */
export const countHeldComments = (db: DatabaseClient, limit: number): Promise<number> =>
  db.comment.count({ ...heldInOrder, take: limit });

/** Whether this many comments wait. */
export const areWaiting = async (db: DatabaseClient, number: number): Promise<boolean> =>
  (await db.comment.findFirst({
    ...heldInOrder,
    skip: number - 1,
    select: { id: true },
  })) !== null;

/** Comments that wait since after a time, oldest first: they were written then, or held then by somebody else than this person. */
export const listHeldSince = (db: DatabaseClient, after: Date, personId: number, take: number) =>
  db.comment.findMany({
    where: {
      status: responseStatus.held,
      OR: [
        { createdAt: { gt: after } },
        {
          moderated: {
            // Without an id, its moderator has left.
            some: {
              ...{ action: "hold", undoneAt: null, createdAt: { gt: after } },
              OR: [{ personId: null }, { personId: { not: personId } }],
            },
          },
        },
      ],
    },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take,
    select: {
      ...{ id: true, excerpt: true, guestName: true },
      person: { select: { name: true } },
      post: { select: { title: true } },
    },
  });

/** Hidden comments whose last moderation is older than `before`, oldest first. */
export async function listLongHidden(db: DatabaseClient, before: Date, take: number): Promise<number[]> {
  const rows = await db.comment.findMany({
    where: {
      status: { in: [responseStatus.spam, responseStatus.removed] },
      createdAt: { lt: before },
      // An event of the log, which has no state before, isn't a decision about the comment.
      moderated: { none: { createdAt: { gte: before }, was: { not: "" } } },
      // An appeal waits for an answer, and its writer reads it here.
      appeals: { none: { OR: [{ answeredAt: null }, { answeredAt: { gte: before } }] } },
    },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take,
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** The words of comments as they were written, with the names and posts under which they stand. */
export const listWordsOf = (db: DatabaseClient, ids: number[]) =>
  db.comment.findMany({
    where: { id: { in: ids } },
    select: {
      ...{ id: true, source: true, guestName: true, createdAt: true },
      person: { select: { name: true } },
      post: { select: { title: true } },
    },
  });

/** What moderating a comment depends on: its status, its owner, and whom to tell. */
export async function findCommentToModerate(db: DatabaseClient, id: number) {
  const row = await db.comment.findUnique({
    where: { id },
    select: { id: true, status: true, personId: true, post: { select: { status: true } } },
  });
  return row && { ...row, ownerIds: row.personId === null ? [] : [row.personId] };
}

/** How a comment can be approved: in its place; as a reply to the post, because what it answers can't be read; or not at all while its
 *  post isn't published, or by whoever may not read it. One that was approved before goes back to its place. */
export function howToApprove({
  number,
  parent,
  post,
  isSealed = false,
}: Pick<QueuedComment, "number" | "parent" | "post"> & { isSealed?: boolean }):
  | "in-place"
  | "at-top"
  | "not-now" {
  if (isSealed || !isPublished(post)) return "not-now";
  return number === null && parent !== null && !isReadable({ ...parent, post }) ? "at-top" : "in-place";
}

/** A comment with its post, for the post's writers. */
export const findCommentOnPost = (db: DatabaseClient, id: number) =>
  db.comment.findUnique({
    where: { id },
    select: {
      ...{ id: true, postId: true, number: true, status: true, html: true, personId: true, guestName: true },
      person: { select: { name: true } },
      post: { select: { slug: true, status: true } },
    },
  });

/** Whether a person has an approved comment. */
export const hasApprovedComment = async (db: DatabaseClient, personId: number): Promise<boolean> =>
  (await db.comment.findFirst({
    where: { personId, status: responseStatus.approved },
    select: { id: true },
  })) !== null;

const ownFields = {
  ...{ id: true, status: true, html: true, createdAt: true, heldFor: true, number: true, personId: true },
  ...{ postId: true, replyCount: true, editedAt: true, cutAt: true },
  post: { select: { slug: true, title: true, language: true, status: true } },
} satisfies Prisma.CommentSelect;

export type OwnComment = Prisma.CommentGetPayload<{ select: typeof ownFields }>;

/** A comment for its own writer: a member's by id, a guest's by the hash of its secret. */
export const findOwnComment = (
  db: DatabaseClient,
  where: { id: number } | { secretHash: string },
): Promise<OwnComment | null> => db.comment.findFirst({ where: byProof(where), select: ownFields });
