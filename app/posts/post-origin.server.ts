// Which import and which of its files a post came from.

import type { Database, DatabaseClient } from "~/platform/database/database.server";

/** Whether a post came from an import, told by the beginning of their origins. */
export const hasPostsFrom = async (db: DatabaseClient, prefix: string): Promise<boolean> =>
  (await db.post.findFirst({ where: { origin: { startsWith: prefix } }, select: { id: true } })) !== null;

/** Where the post that has this slug came from; null where none has it, or it came from no file. */
export const findOriginBySlug = async (db: DatabaseClient, slug: string): Promise<string | null> =>
  (await db.post.findUnique({ where: { slug }, select: { origin: true } }))?.origin ?? null;

/** Says that a post, if it still is of `from`, belongs to another import; nothing that a reader sees changes. */
export const moveOrigin = async (db: Database, id: number, from: string, to: string): Promise<void> =>
  db.write(async (tx) => {
    await tx.db.post.updateMany({ where: { id, origin: from }, data: { origin: to } });
  });
