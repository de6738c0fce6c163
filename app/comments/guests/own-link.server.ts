// The links to a guest's own comment: the one that they were shown, and the one that e-mails have.

import type { Prisma, Transaction } from "~/platform/database/database.server";

/** The comment of a member by its id, or of a guest by the hash of a secret: that of their link, or that of the link in e-mails. */
export const byProof = (where: { id: number } | { secretHash: string }): Prisma.CommentWhereInput =>
  "id" in where ? where : { OR: [where, { mailedHash: where.secretHash }] };

/** Notes which secret is in e-mails to a comment's guest. */
export async function noteMailedSecret(tx: Transaction, id: number, mailedHash: string): Promise<void> {
  await tx.db.comment.updateMany({ where: { id, personId: null }, data: { mailedHash } });
}
