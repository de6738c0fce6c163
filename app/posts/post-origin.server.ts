// The import and the file that a post came from.

import type { Database, DatabaseClient } from "~/platform/database/database.server";

/** Whether a post has an origin with this prefix. */
export const hasPostsFrom = async (db: DatabaseClient, prefix: string): Promise<boolean> =>
  (await db.post.findFirst({ where: { origin: { startsWith: prefix } }, select: { id: true } })) !== null;

/** The origin of the post with this slug, or null. */
export const findOriginBySlug = async (db: DatabaseClient, slug: string): Promise<string | null> =>
  (await db.post.findUnique({ where: { slug }, select: { origin: true } }))?.origin ?? null;

/** Changes a post's origin if it still is `from`. Readers see no difference. */
export const moveOrigin = async (db: Database, id: number, from: string, to: string): Promise<void> =>
  db.write(async (tx) => {
    await tx.db.post.updateMany({ where: { id, origin: from }, data: { origin: to } });
  });
