// The posts of the sample blog.

import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { postKey } from "./post.server";

/** The posts of the sample blog that nobody has edited since, in the order in which they were published. */
export const listSamplePosts = (db: DatabaseClient) =>
  db.post.findMany({
    where: { sample: true },
    orderBy: [{ publishedAt: "asc" }, { id: "asc" }],
    select: { id: true, slug: true, title: true, responseCount: true, responseNumber: true },
  });

/** Of these slugs, the posts whose origins begin so and that bear no mark yet. */
export const listUnmarkedPosts = (db: DatabaseClient, slugs: string[], prefix: string) =>
  db.post.findMany({
    where: { slug: { in: slugs }, sample: false, origin: { startsWith: prefix } },
    select: { id: true, slug: true, source: true },
  });

export async function markSamplePosts(tx: Transaction, ids: number[]): Promise<void> {
  await tx.db.post.updateMany({ where: { id: { in: ids } }, data: { sample: true } });
  tx.invalidate(...ids.map(postKey));
}
