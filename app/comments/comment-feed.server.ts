// Readable comments for feeds, newest first.

import { pageOf } from "~/people/person";
import type { DatabaseClient, Prisma } from "~/platform/database/database.server";
import { isApproved } from "~/visibility/status";
import { everyone } from "~/visibility/visibility.server";
import { fillReferences } from "./references/fill-references.server";

export interface FeedComment {
  id: number;
  number: number;
  html: string;
  /** Cache tags of what is mentioned and quoted in it. */
  tags: string[];
  excerpt: string;
  createdAt: Date;
  /** The last change that readers are told of; null if there is none. */
  changedAt: Date | null;
  name: string;
  /** A person's page or a guest's website. */
  link: { href: string; local: boolean } | null;
  personId: number | null;
  /** The comment that it answers, if that can be read. */
  parent: { id: number; createdAt: Date } | null;
  post: { id: number; slug: string; title: string; language: string | null; createdAt: Date };
}

const fields = {
  ...{ id: true, number: true, html: true, excerpt: true, createdAt: true, editedAt: true, cutAt: true },
  ...{ guestName: true, guestSite: true, personId: true },
  person: { select: { handle: true, name: true, status: true } },
  parent: { select: { id: true, createdAt: true, status: true } },
  post: { select: { id: true, slug: true, title: true, language: true, createdAt: true } },
} satisfies Prisma.CommentSelect;

/** The comments of a post with numbers below `before`, the highest first. */
export async function listCommentsOfPost(
  db: DatabaseClient,
  postId: number,
  { before, take }: { before: number | null; take: number },
): Promise<FeedComment[]> {
  const rows = await db.comment.findMany({
    where: { postId, ...everyone.comments, ...(before !== null && { number: { lt: before } }) },
    orderBy: { number: "desc" },
    take,
    select: fields,
  });
  return toFeedComments(db, rows);
}

/** The comments of the site that `past` selects by their date. */
export async function listCommentsOfSite(
  db: DatabaseClient,
  { past, take }: { past: Prisma.CommentWhereInput; take: number },
): Promise<FeedComment[]> {
  const rows = await db.comment.findMany({
    where: { ...everyone.comments, post: everyone.posts, AND: past },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take,
    select: fields,
  });
  return toFeedComments(db, rows);
}

/** When a comment was written, and to which post. It has been seen once, and may be hidden since: what followed it on a page still does. */
export const findCommentDate = (db: DatabaseClient, id: number) =>
  db.comment.findUnique({
    where: { id, number: { not: null } },
    select: { createdAt: true, postId: true },
  });

/** With the names in texts as they are now. */
async function toFeedComments(db: DatabaseClient, rows: Row[]): Promise<FeedComment[]> {
  const comments = rows.map(toFeedComment);
  const filled = await fillReferences(
    db,
    comments.map(({ html, createdAt, changedAt, post }) => ({
      ...{ html, at: changedAt ?? createdAt, postId: post.id },
    })),
  );
  return comments.map((comment, index) => ({ ...comment, ...filled[index] }));
}

type Row = Prisma.CommentGetPayload<{ select: typeof fields }>;

function toFeedComment(row: Row): FeedComment {
  const { number, person, guestName, guestSite, editedAt, cutAt, parent, ...rest } = row;
  const page = person && pageOf(person);
  const changes = [editedAt, cutAt].flatMap((at) => at?.getTime() ?? []);
  return {
    ...rest,
    ...{ number: number ?? 0, tags: [] },
    changedAt: changes.length > 0 ? new Date(Math.max(...changes)) : null,
    name: person?.name ?? guestName ?? "Someone",
    link: page ? { href: page, local: true } : guestSite ? { href: guestSite, local: false } : null,
    parent: parent && isApproved(parent) ? parent : null,
  };
}
