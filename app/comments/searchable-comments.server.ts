import { readingText } from "~/markdown/reading-text";
import type { DatabaseClient, Prisma } from "~/platform/database/database.server";
import { isReadable } from "~/visibility/status";

const fields = {
  ...{ id: true, number: true, status: true, postId: true, html: true, createdAt: true },
  ...{ personId: true, guestName: true },
  person: { select: { name: true, handle: true, status: true } },
  post: { select: { status: true, language: true } },
} satisfies Prisma.CommentSelect;

export type SearchableComment = Awaited<ReturnType<typeof listSearchableComments>>["comments"][number];

/** Comments that everyone may see, with what of them is searched, by id: those of `ids`, or the first after an id, of one post if given. */
export async function listSearchableComments(
  db: DatabaseClient,
  which: number[] | { after: number; take: number; postId?: number },
) {
  const rows = await db.comment.findMany({ ...toQuery(which), select: fields });
  return {
    // Filtered afterwards: SQLite would use the index of the status and read all approved comments.
    comments: rows.filter(isReadable).map(({ html, post, ...row }) => ({
      ...row,
      text: readingText(html),
      language: post.language,
    })),
    /** The last id that was looked at; null if there are no more. */
    last: rows.at(-1)?.id ?? null,
  };
}

function toQuery(which: number[] | { after: number; take: number; postId?: number }): {
  where: Prisma.CommentWhereInput;
  orderBy?: { id: "asc" };
  take?: number;
} {
  if (Array.isArray(which)) return { where: { id: { in: which } } };
  const { after, take, postId } = which;
  const where = { id: { gt: after }, ...(postId !== undefined && { postId }) };
  return { where, orderBy: { id: "asc" }, take };
}
