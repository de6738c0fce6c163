// Answers that the writer of a comment asked for by e-mail, in the form with which they wrote it.

import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { isReadable } from "~/visibility/status";
import { confirmedAddressOf } from "../guests/guest-address.server";

export interface AnswersWanted {
  postId: number;
  /** The writer: a member, or a guest by the address that they confirmed. */
  writer: { personId: number } | { email: string };
}

/** Who wants all responses to a comment's post; null if nobody does yet: before a moderator has approved the comment, and before a
 *  guest has confirmed their address. */
export async function findAnswersWanted(db: DatabaseClient, id: number): Promise<AnswersWanted | null> {
  const row = await db.comment.findUnique({
    where: { id },
    select: {
      ...{ status: true, postId: true, personId: true, emailAnswers: true, guestEmail: true },
      ...{ post: { select: { status: true } }, guest: { select: { emailHash: true, confirmedAt: true } } },
    },
  });
  if (row?.emailAnswers !== "post" || !isReadable(row)) return null;
  const { postId, personId } = row;
  if (personId !== null) return { postId, writer: { personId } };
  const email = confirmedAddressOf(row);
  return email === null ? null : { postId, writer: { email } };
}

/** Notes that its writer follows the post, so that they can stop and aren't made to follow it again. */
export async function noteAnswersFollowed(tx: Transaction, id: number): Promise<void> {
  await tx.db.comment.update({ where: { id }, data: { emailAnswers: "replies" }, select: { id: true } });
}
