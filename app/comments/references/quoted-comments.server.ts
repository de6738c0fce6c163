import type { DatabaseClient, Prisma } from "~/platform/database/database.server";
import { isApproved, isErased, isPublished, isRemoved } from "~/visibility/status";
import type { QuotedResponse } from "./attribution";

const fields = {
  ...{ id: true, number: true, postId: true, status: true, createdAt: true, editedAt: true, cutAt: true },
  ...{ guestName: true, personId: true, person: { select: { name: true } } },
  post: { select: { title: true, language: true, status: true } },
} satisfies Prisma.CommentSelect;

/** Comments that are quoted, with the names of those that everyone can read. */
export async function listQuotedComments(db: DatabaseClient, ids: number[]): Promise<QuotedResponse[]> {
  const rows = await db.comment.findMany({ where: { id: { in: ids } }, select: fields });
  return rows.map(({ post, person, guestName, personId, editedAt, cutAt, ...row }) => {
    const isShown = isApproved(row) && isPublished(post);
    const changes = [editedAt, cutAt].flatMap((at) => at ?? []);
    return {
      ...{ id: row.id, number: row.number ?? 0, postId: row.postId, createdAt: row.createdAt, changes },
      ...{ title: post.title, language: post.language, personId: isShown ? personId : null },
      name: isShown ? (person?.name ?? guestName ?? "Someone") : null,
      // A response that never had a place was never seen.
      state: isShown || row.number === null || !isPublished(post) ? null : stateOf(row),
    };
  });
}

const stateOf = (row: { status: string }) => (isErased(row) ? "deleted" : isRemoved(row) ? "hidden" : null);
