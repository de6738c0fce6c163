import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { CHECK_BATCH, type Inconsistency } from "~/platform/inconsistency";
import { responseStatus } from "~/visibility/status";
import { deleteVersions } from "./comment-edits.server";
import { deleteEdits } from "./held-edits.server";

/** Finds erased comments of which an earlier text or an edit is left. */
export async function checkCommentVersions(db: DatabaseClient): Promise<Inconsistency[]> {
  const inconsistencies: Inconsistency[] = [];
  for (let last = 0; ; ) {
    const rows = await db.comment.findMany({
      where: {
        id: { gt: last },
        status: responseStatus.erased,
        OR: [{ versions: { some: {} } }, { heldEdit: { isNot: null } }, { cutTexts: { some: {} } }],
      },
      orderBy: { id: "asc" },
      take: CHECK_BATCH,
      select: { id: true },
    });
    inconsistencies.push(
      ...rows.map(({ id }) => ({
        row: `comment ${id}`,
        problem: "is erased and has earlier texts, or an edit",
        repair: (tx: Transaction) => deleteTexts(tx, id),
      })),
    );
    if (rows.length < CHECK_BATCH) return inconsistencies;
    last = rows.at(-1)?.id ?? last;
  }
}

async function deleteTexts(tx: Transaction, id: number): Promise<void> {
  await deleteVersions(tx, [id]);
  await deleteEdits(tx, [id]);
}
