import type { Exported } from "~/platform/inventory";
import { postPath } from "~/posts/post";

/** Rows read at once. */
const BATCH = 500;

export const exportReadParts: Exported = {
  readme: "- read-parts.json: the parts of series that you marked as read, and when.",
  async *files({ db, siteUrl }, { accountId }) {
    const parts: object[] = [];
    for (let after = 0; ; ) {
      const rows = await db.readPart.findMany({
        where: { accountId, postId: { gt: after } },
        orderBy: { postId: "asc" },
        take: BATCH,
        select: { postId: true, readAt: true, post: { select: { title: true, slug: true } } },
      });
      for (const { post, readAt } of rows)
        parts.push({ title: post.title, address: siteUrl + postPath(post.slug), readAt });
      if (rows.length < BATCH) break;
      after = rows.at(-1)?.postId ?? after;
    }
    if (parts.length > 0) yield { name: "read-parts.json", json: parts };
  },
};
