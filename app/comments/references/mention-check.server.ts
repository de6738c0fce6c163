import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { CHECK_BATCH, type Inconsistency } from "~/platform/inconsistency";
import { findSlots } from "./slots";

/** Finds mentions that their texts don't have, or of people who have left. A slot without a mention is words, and is made anew when the text is. */
export async function checkMentions(db: DatabaseClient): Promise<Inconsistency[]> {
  const inconsistencies: Inconsistency[] = [];
  for (let last = 0; ; ) {
    const rows = await db.mention.findMany({
      where: { id: { gt: last } },
      orderBy: { id: "asc" },
      take: CHECK_BATCH,
      select: {
        ...{ id: true, personId: true, handle: true, person: { select: { status: true } } },
        ...{ comment: { select: { html: true } }, post: { select: { html: true } } },
      },
    });
    for (const { id, personId, handle, person, comment, post } of rows) {
      const html = (comment ?? post)?.html ?? "";
      const isThere = findSlots(html)?.personIds.includes(personId) ?? false;
      if (isThere && person.status === "present") continue;
      inconsistencies.push({
        row: `mention ${id}`,
        problem: isThere ? "is of somebody who has left" : `is of @${handle}, whom its text doesn’t mention`,
        repair: async (tx: Transaction) => {
          await tx.db.mention.deleteMany({ where: { id } });
        },
      });
    }
    if (rows.length < CHECK_BATCH) return inconsistencies;
    last = rows.at(-1)?.id ?? last;
  }
}
