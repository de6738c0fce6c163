import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { findRow } from "~/platform/database/row-statements.server";
import { everyone } from "~/visibility/visibility.server";
import type { Closing } from "./closing";
import { postKey } from "./post.server";

/** Who may reply to a post. Null if it isn't published. */
export const readClosing = (db: DatabaseClient, id: number): Promise<Closing | null> =>
  findRow(db, "Post", { repliesFrom: true, closedWords: true }, { id, ...everyone.posts });

/** Sets who may reply to a post. */
export async function setClosing(
  tx: Transaction,
  id: number,
  { repliesFrom, closedWords }: Closing,
): Promise<void> {
  await tx.db.post.update({ where: { id }, data: { repliesFrom, closedWords }, select: { id: true } });
  tx.invalidate(postKey(id));
}
