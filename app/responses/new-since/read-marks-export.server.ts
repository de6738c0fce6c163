import type { Exported } from "~/platform/inventory";
import { postPath } from "~/posts/post";

/** Rows read at once. */
const BATCH = 500;

export const exportReadMarks: Exported = {
  readme: "- reading.json: how far you have read conversations, and when you were there last.",
  async *files({ db, siteUrl }, { accountId }) {
    const marks: object[] = [];
    for (let after = 0; ; ) {
      const rows = await db.readMark.findMany({
        where: { accountId, postId: { gt: after } },
        orderBy: { postId: "asc" },
        take: BATCH,
        select: {
          ...{ postId: true, seenNumber: true, seenAt: true, reachedNumber: true, visitAt: true },
          post: { select: { title: true, slug: true } },
        },
      });
      marks.push(
        ...rows.map(({ postId: _id, post, seenAt, visitAt, ...numbers }) => ({
          ...{ title: post.title, address: siteUrl + postPath(post.slug), ...numbers },
          ...{ visitBefore: seenAt, lastVisit: visitAt },
        })),
      );
      if (rows.length < BATCH) break;
      after = rows.at(-1)?.postId ?? after;
    }
    if (marks.length > 0) yield { name: "reading.json", json: marks };
  },
};
