// The posts of the sample blog.

import type { Reader, Writer } from "~/platform/database/database.server";
import { postKey } from "./post.server";

/** The posts of the sample blog that nobody has edited since, in the order in which they were published. */
export const listSamplePosts = (db: Reader) =>
  db.post.findMany({
    where: { sample: true },
    orderBy: [{ publishedAt: "asc" }, { id: "asc" }],
    select: { id: true, slug: true, title: true, responseCount: true, responseNumber: true },
  });

/** Of these slugs, the posts whose origins begin so and that bear no mark yet. */
export const listUnmarkedPosts = (db: Reader, slugs: string[], prefix: string) =>
  db.post.findMany({
    where: { slug: { in: slugs }, sample: false, origin: { startsWith: prefix } },
    select: { id: true, slug: true, source: true },
  });

export async function markSamplePosts(tx: Writer, ids: number[]): Promise<void> {
  await tx.db.post.updateMany({ where: { id: { in: ids } }, data: { sample: true } });
  tx.changed(...ids.map(postKey));
}
