import { commentPath } from "~/comments/comment";
import { CHECK_BATCH } from "~/platform/inconsistency";
import type { Exported } from "~/platform/inventory";

export const exportNominations: Exported = {
  readme:
    "- nominations.json: the responses that you nominated to become posts, and those about which you decided as an editor.",
  async *files({ db }, { personId }) {
    const nominated: object[] = [];
    for (let after = 0; ; ) {
      const rows = await db.nominator.findMany({
        where: { personId, nominationId: { gt: after } },
        orderBy: { nominationId: "asc" },
        take: CHECK_BATCH,
        select: { nominationId: true, createdAt: true, nomination: { select: { commentId: true } } },
      });
      nominated.push(
        ...rows.map(({ createdAt, nomination }) => ({
          response: commentPath(nomination.commentId),
          createdAt,
        })),
      );
      if (rows.length < CHECK_BATCH) break;
      after = rows.at(-1)?.nominationId ?? after;
    }
    const decided = await db.nomination.findMany({
      where: { deciderId: personId },
      orderBy: { id: "asc" },
      select: { commentId: true, status: true, decidedAt: true },
    });
    if (nominated.length + decided.length > 0)
      yield { name: "nominations.json", json: { nominated, decided } };
  },
};
