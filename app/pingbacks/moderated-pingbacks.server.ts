// Pingbacks as moderators see them, in any state.

import type { DatabaseClient, Prisma } from "~/platform/database/database.server";

const fields = {
  ...{ id: true, status: true, sentence: true, createdAt: true },
  post: { select: { slug: true, title: true, status: true } },
  sourcePost: {
    select: {
      ...{ slug: true, title: true },
      bylines: { where: { role: "writer" }, select: { personId: true } },
    },
  },
} satisfies Prisma.PingbackSelect;

export interface QueuedPingback extends Prisma.PingbackGetPayload<{ select: typeof fields }> {
  /** The writers of its post. */
  ownerIds: number[];
}

export async function findQueuedPingback(db: DatabaseClient, id: number): Promise<QueuedPingback | null> {
  const row = await db.pingback.findUnique({ where: { id }, select: fields });
  return row && { ...row, ownerIds: row.sourcePost.bylines.map(({ personId }) => personId) };
}
