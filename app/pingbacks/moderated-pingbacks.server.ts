// Pingbacks as moderators see them, in any state.

import type { DatabaseClient, Prisma } from "~/platform/database/database.server";

const fields = {
  ...{ id: true, status: true, sentence: true, createdAt: true },
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
  const rows = await db.pingback.findMany({ where: { id: { in: ids } }, select: fields });
  return rows.map((row) => ({ ...row, ownerIds: row.sourcePost.bylines.map(({ personId }) => personId) }));
}

/** The same of one. */
export const findQueuedPingback = async (db: DatabaseClient, id: number): Promise<QueuedPingback | null> =>
  (await listQueuedPingbacks(db, [id]))[0] ?? null;
