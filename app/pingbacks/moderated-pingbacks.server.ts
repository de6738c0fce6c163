// Pingbacks as moderators see them, in any state.

import type { DatabaseClient, Prisma } from "~/platform/database/database.server";
import { atOrBeside, type Page, type PageRequest, pageByKey, pastKey } from "~/platform/database/paging";
import { responseStatus } from "~/visibility/status";

const fields = {
  ...{ id: true, status: true, sentence: true, createdAt: true, postId: true, sourcePostId: true },
  post: { select: { slug: true, title: true, language: true, status: true } },
  sourcePost: {
    select: {
      ...{ slug: true, title: true, language: true },
      bylines: { where: { role: "writer" }, select: { personId: true } },
    },
  },
} satisfies Prisma.PingbackSelect;

export interface QueuedPingback extends Prisma.PingbackGetPayload<{ select: typeof fields }> {
  /** The writers of its post. */
  ownerIds: number[];
}

export async function listQueuedPingbacks(db: DatabaseClient, ids: number[]): Promise<QueuedPingback[]> {
  if (ids.length === 0) return [];
  const rows = await db.pingback.findMany({ where: { id: { in: ids } }, select: fields });
  return rows.map(withOwners);
}

const withOwners = (row: Prisma.PingbackGetPayload<{ select: typeof fields }>): QueuedPingback => ({
  ...row,
  ownerIds: row.sourcePost.bylines.map(({ personId }) => personId),
});

/** The same of one. */
export const findQueuedPingback = async (db: DatabaseClient, id: number): Promise<QueuedPingback | null> =>
  (await listQueuedPingbacks(db, [id]))[0] ?? null;

/** Few enough to read in one go. */
const HIDDEN_PAGE = 50;

const HIDDEN = { status: { in: [responseStatus.held, responseStatus.spam, responseStatus.removed] } };

/** Pingbacks that a moderator hid, newest first. Returns null if the key of the page is unknown. */
export const listHiddenPingbacks = (
  db: DatabaseClient,
  request: PageRequest,
): Promise<Page<QueuedPingback> | null> =>
  pageByKey(
    request,
    HIDDEN_PAGE,
    async (id, seen) => {
      const { where, orderBy } = atOrBeside(id, seen);
      const row = await db.pingback.findFirst({
        where: { id: where },
        orderBy: { id: orderBy },
        select: { id: true, createdAt: true },
      });
      return row && { at: row.createdAt, id: row.id };
    },
    async (range) => {
      const rows = await db.pingback.findMany({
        where: { ...HIDDEN, AND: pastKey(range, "createdAt", "id") },
        orderBy: [{ createdAt: range.order }, { id: range.order }],
        take: range.take,
        select: fields,
      });
      return rows.map(withOwners);
    },
  );

/** Held pingbacks, up to a limit. */
export const countHeldPingbacks = async (db: DatabaseClient, limit: number): Promise<number> =>
  (await db.pingback.findMany({ where: { status: responseStatus.held }, take: limit, select: { id: true } }))
    .length;

/** Whether any is hidden. */
export const hasHiddenPingbacks = async (db: DatabaseClient): Promise<boolean> =>
  (await db.pingback.findFirst({ where: HIDDEN, select: { id: true } })) !== null;
