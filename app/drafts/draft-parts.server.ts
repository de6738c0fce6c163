import type { Transaction } from "~/platform/database/database.server";
import { readDetails, writeDetails } from "./draft";

/** Posts of a series get other numbers: their working copies, which would bring the old ones back with the next update, get them too.
 *  A number that somebody has changed in the working copy stays. */
export async function renumberWorkingCopies(
  tx: Transaction,
  seriesSlugs: string[],
  moved: ReadonlyMap<number, { from: number; to: number }>,
): Promise<void> {
  const drafts = await tx.db.draft.findMany({
    where: { postId: { in: [...moved.keys()] } },
    select: { id: true, postId: true, details: true },
  });
  for (const { id, postId, details: json } of drafts) {
    const details = readDetails(json);
    const numbers = moved.get(postId ?? 0);
    if (!numbers || !seriesSlugs.includes(details.series) || details.part.trim() !== String(numbers.from))
      continue;
    const renumbered = { ...details, part: String(numbers.to) };
    await tx.db.draft.update({
      where: { id },
      data: { details: writeDetails(renumbered) },
      select: { id: true },
    });
  }
}
