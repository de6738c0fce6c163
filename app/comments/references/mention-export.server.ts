import { CHECK_BATCH } from "~/platform/inconsistency";
import type { Exported } from "~/platform/inventory";
import { postPath } from "~/posts/post";
import { everyone } from "~/visibility/visibility.server";
import { commentPath } from "../comment";

/** The texts that everyone can read in which a person is mentioned. */
export const exportMentions: Exported = {
  readme:
    "- mentions.json: the posts and comments that mention you by your handle, and when you were told of it.",
  async *files({ db, siteUrl }, { personId }) {
    const list: object[] = [];
    for (let after = 0; ; ) {
      const rows = await db.mention.findMany({
        where: {
          ...{ id: { gt: after }, personId },
          OR: [{ post: everyone.posts }, { comment: { ...everyone.comments, post: everyone.posts } }],
        },
        orderBy: { id: "asc" },
        take: CHECK_BATCH,
        select: { id: true, handle: true, toldAt: true, commentId: true, post: { select: { slug: true } } },
      });
      for (const { handle, toldAt, commentId, post } of rows) {
        const path = commentId === null ? postPath(post?.slug ?? "") : commentPath(commentId);
        list.push({ address: siteUrl + path, as: `@${handle}`, told: toldAt?.toISOString() ?? null });
      }
      if (rows.length < CHECK_BATCH) break;
      after = rows.at(-1)?.id ?? after;
    }
    if (list.length > 0) yield { name: "mentions.json", json: list };
  },
};
