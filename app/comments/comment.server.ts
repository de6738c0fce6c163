import type { Rendered } from "~/markdown/rendered";
import { RENDER_VERSION } from "~/markdown/version";
import { canonicalEmail } from "~/people/fields";
import { pageOf } from "~/people/person";
import { commentsByPersonKey } from "~/people/person.server";
import type { Speaker } from "~/people/viewer";
import type { DatabaseClient, Prisma, Transaction } from "~/platform/database/database.server";
import { type Key, pastKey } from "~/platform/database/paging";
import { takeResponseNumber } from "~/posts/post.server";
import { type CommentView, type ParentView, SHOWN } from "./comment";
import { MAX_DEPTH, type ReplyInput } from "./comment.schema";
import { childPath, depthOf } from "./thread";

/** Responses anywhere on the site: what its newest are. */
export const RESPONSES_KEY = "responses";

const approved = { status: "approved" } as const;
const shown = { status: { in: SHOWN } };

const nameFields = {
  id: true,
  status: true,
  guestName: true,
  personId: true,
  person: { select: { handle: true, name: true, status: true } },
} satisfies Prisma.CommentSelect;

const viewFields = {
  ...nameFields,
  number: true,
  path: true,
  parentId: true,
  html: true,
  createdAt: true,
  guestSite: true,
} satisfies Prisma.CommentSelect;

type Named = Prisma.CommentGetPayload<{ select: typeof nameFields }>;
type Viewed = Prisma.CommentGetPayload<{ select: typeof viewFields }>;

export type AddRefusal = { ok: false; reason: "comment.parent-not-found" | "comment.too-deep" };

/** Where a comment stands in its post's discussion. */
export interface PlacedComment {
  id: number;
  number: number;
  path: string;
}

export const placeFields = { id: true, number: true, path: true } as const;

/** A reply with its text set, ready to be added. */
export interface NewComment {
  postId: number;
  input: ReplyInput;
  text: Pick<Rendered, "html" | "excerpt">;
  /** With which the text was set (comment-rendering.server.ts). */
  idPrefix: string;
  /** Where it was imported from. */
  origin?: string;
}

/** Adds a comment in its place: its number, its path, the counts of its post and parent. Throws where its origin is another's. */
export async function addComment(
  tx: Transaction,
  speaker: Speaker,
  { postId, input, text, idPrefix, origin }: NewComment,
  now: Date,
): Promise<{ ok: true; comment: PlacedComment } | AddRefusal> {
  const parent = input.to === undefined ? null : await findParent(tx.db, postId, input.to);
  if (input.to !== undefined && !parent) return { ok: false, reason: "comment.parent-not-found" };
  if (parent && depthOf(parent.path) + 1 > MAX_DEPTH) return { ok: false, reason: "comment.too-deep" };

  const number = await takeResponseNumber(tx, postId);
  const path = childPath(parent?.path ?? "", number);
  const comment = await tx.db.comment.create({
    data: {
      ...author(speaker, input),
      postId,
      parentId: parent?.id ?? null,
      number,
      path,
      depth: depthOf(path),
      status: "approved",
      source: input.body,
      html: text.html,
      excerpt: text.excerpt,
      renderVersion: RENDER_VERSION,
      idPrefix,
      origin: origin ?? null,
      createdAt: now,
    },
    select: placeFields,
  });
  if (parent)
    await tx.db.comment.update({ where: { id: parent.id }, data: { replyCount: { increment: 1 } } });
  tx.invalidate(RESPONSES_KEY);
  if (speaker.kind === "person") tx.invalidate(commentsByPersonKey(speaker.id));
  return { ok: true, comment };
}

function author(speaker: Speaker, { name, email, site }: ReplyInput) {
  if (speaker.kind === "person") return { personId: speaker.id };
  return { guestName: name, guestEmail: canonicalEmail(email) || null, guestSite: site || null };
}

const findParent = (db: DatabaseClient, postId: number, id: number) =>
  db.comment.findFirst({ where: { id, postId, ...approved }, select: { id: true, path: true } });

/** Where a comment stands, for its lasting address: one that was removed keeps it while its place is held. */
export const findCommentPlace = (db: DatabaseClient, id: number) =>
  db.comment.findFirst({
    where: { id, ...shown, post: { status: "published" } },
    select: { ...placeFields, post: { select: { id: true, slug: true, responseNumber: true } } },
  });

/** A comment to answer, as the reply page shows it. */
export async function findComment(
  db: DatabaseClient,
  postId: number,
  id: number,
): Promise<CommentView | null> {
  const row = await db.comment.findFirst({ where: { id, postId, ...approved }, select: viewFields });
  return row && ((await toViews(db, [row]))[0] ?? null);
}

/** What stands of a post's comments whose paths lie from `from` up to (not including) `to`, in the order of reading. */
export async function listComments(
  db: DatabaseClient,
  postId: number,
  from: string,
  to: string | null,
): Promise<CommentView[]> {
  const rows = await db.comment.findMany({
    where: { postId, path: to === null ? { gte: from } : { gte: from, lt: to }, ...shown },
    orderBy: { path: "asc" },
    select: viewFields,
  });
  return toViews(db, rows);
}

/** The paths of a stretch of a discussion, held comments included: a page keeps room for them. */
export async function listCommentPaths(
  db: DatabaseClient,
  postId: number,
  from: string,
  to: string | null,
): Promise<string[]> {
  const rows = await db.comment.findMany({
    where: { postId, path: to === null ? { gte: from } : { gte: from, lt: to } },
    orderBy: { path: "asc" },
    select: { path: true },
  });
  return rows.map((row) => row.path);
}

/** Whether a comment on a post, whatever became of it, is later than `at`. */
export const hasCommentsAfter = async (db: DatabaseClient, postId: number, at: Date): Promise<boolean> =>
  (await db.comment.findFirst({
    where: { postId, createdAt: { gt: at } },
    // The latest are mostly last in it.
    orderBy: { path: "desc" },
    select: { id: true },
  })) !== null;

/** The newest comments of the site, or those before a key. */
export const listRecentComments = (db: DatabaseClient, take: number, key: Key | null = null) =>
  db.comment.findMany({
    where: {
      ...approved,
      post: { status: "published" },
      AND: pastKey({ order: "desc", key, take }, "createdAt", "id"),
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take,
    select: {
      id: true,
      createdAt: true,
      excerpt: true,
      guestName: true,
      personId: true,
      person: { select: { handle: true, name: true, status: true } },
      post: { select: { id: true, slug: true, title: true } },
    },
  });

/** Each names the comment that it answers: mostly another of these, but a page may begin amid a thread. */
async function toViews(db: DatabaseClient, rows: Viewed[]): Promise<CommentView[]> {
  const parents = new Map<number, Named>(rows.map((row) => [row.id, row]));
  const elsewhere = rows.flatMap(({ parentId }) =>
    parentId === null || parents.has(parentId) ? [] : parentId,
  );
  if (elsewhere.length > 0) {
    const where = { id: { in: [...new Set(elsewhere)] } };
    for (const row of await db.comment.findMany({ where, select: nameFields })) parents.set(row.id, row);
  }
  return rows.map((row) => toView(row, row.parentId === null ? undefined : parents.get(row.parentId)));
}

function toView(row: Viewed, parent: Named | undefined): CommentView {
  const { guestName, guestSite, person, status, parentId: _, ...rest } = row;
  const page = person && pageOf(person);
  const link = page ? { href: page, local: true } : guestSite ? { href: guestSite, local: false } : null;
  return {
    kind: "comment",
    ...rest,
    parent: parent ? toParent(parent) : null,
    name: nameOf(row),
    link,
    removed: status === "removed",
  };
}

const toParent = (row: Named): ParentView => {
  return { id: row.id, name: row.status === "removed" ? null : nameOf(row), personId: row.personId };
};

const nameOf = ({ person, guestName }: Named) => person?.name ?? guestName ?? "Someone";
