// Posts of the sample blog.

import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { everyone } from "~/visibility/visibility.server";
import { postKey } from "../post.server";

/** Posts of the sample blog that were not edited, in order of publication. */
export const listSamplePosts = (db: DatabaseClient) =>
  db.post.findMany({
    where: { sample: true },
    orderBy: [{ publishedAt: "asc" }, { id: "asc" }],
    select: { id: true, slug: true, title: true, responseCount: true, responseNumber: true },
  });

/** Whether anyone has published a post that isn't from the sample blog. */
export const hasOwnPosts = async (db: DatabaseClient): Promise<boolean> =>
  (await db.post.findFirst({ where: { sample: false, ...everyone.posts }, select: { id: true } })) !== null;

/** Posts with these slugs and an origin with this prefix that are not marked as samples. */
export const listUnmarkedPosts = (db: DatabaseClient, slugs: string[], prefix: string) =>
  db.post.findMany({
    where: { slug: { in: slugs }, sample: false, origin: { startsWith: prefix } },
    select: { id: true, slug: true, source: true },
  });

export async function markSamplePosts(tx: Transaction, ids: number[]): Promise<void> {
  await tx.db.post.updateMany({ where: { id: { in: ids } }, data: { sample: true } });
  tx.invalidate(...ids.map(postKey));
}
