// Comments as pages show them: with their writers' names, and placeholders for those that can't be read.

import { listPeopleById } from "~/people/names/people-names.server";
import { pageOf } from "~/people/person";
import type { DatabaseClient, Prisma } from "~/platform/database/database.server";
import { isApproved, type ResponseStatus } from "~/visibility/status";
import { everyone, inThread, type Visibility } from "~/visibility/visibility.server";
import type { CommentView, ParentView, Placeholder } from "./comment";
import { fillReferences } from "./references/fill-references.server";

const nameFields = {
  id: true,
  status: true,
  guestName: true,
  personId: true,
} satisfies Prisma.CommentSelect;

const viewFields = {
  ...nameFields,
  number: true,
  path: true,
  parentId: true,
  postId: true,
  html: true,
  createdAt: true,
  editedAt: true,
  cutAt: true,
  replyCount: true,
  guestSite: true,
} satisfies Prisma.CommentSelect;

type Named = Prisma.CommentGetPayload<{ select: typeof nameFields }>;
type Viewed = Prisma.CommentGetPayload<{ select: typeof viewFields }>;
/** People by id. */
type People = ReadonlyMap<number, Awaited<ReturnType<typeof listPeopleById>>[number]>;

/** The comment that a reply form shows. */
export async function findComment(
  db: DatabaseClient,
  visible: Visibility,
  postId: number,
  id: number,
): Promise<CommentView | null> {
  const row = await db.comment.findFirst({
    where: { id, postId, AND: visible.comments },
    select: viewFields,
  });
  return row && ((await toViews(db, [row]))[0] ?? null);
}

/** Readable comments and placeholders of a post with paths from `from` (inclusive) to `to` (exclusive), in the
 *  order of reading. */
export async function listComments(
  db: DatabaseClient,
  postId: number,
  from: string,
  to: string | null,
  take?: number,
): Promise<CommentView[]> {
  const rows = await db.comment.findMany({
    where: { postId, path: to === null ? { gte: from } : { gte: from, lt: to }, ...inThread },
    orderBy: { path: "asc" },
    ...(take !== undefined && { take }),
    select: viewFields,
  });
  return toViews(db, rows);
}

/** The newest readable comments of a post by their numbers, those below `before`. */
export async function listNewestComments(
  db: DatabaseClient,
  postId: number,
  before: number | null,
  take: number,
): Promise<CommentView[]> {
  const rows = await db.comment.findMany({
    where: { postId, number: before === null ? { not: null } : { lt: before }, ...everyone.comments },
    orderBy: { number: "desc" },
    take,
    select: viewFields,
  });
  return toViews(db, rows);
}

/** The newest readable comments of several posts, those that `past` selects by their date, and their posts. */
export async function listNewestCommentsOf(
  db: DatabaseClient,
  postIds: number[],
  { past, take }: { past: Prisma.CommentWhereInput; take: number },
): Promise<{ postId: number; response: CommentView }[]> {
  // Without their texts, because all comments of these posts are put in order.
  const found = await db.comment.findMany({
    where: { postId: { in: postIds }, ...everyone.comments, AND: past },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take,
    select: { id: true },
  });
  const where = { id: { in: found.map(({ id }) => id) } };
  const rows = await db.comment.findMany({ where, select: viewFields });
  const views = await toViews(db, rows);
  return views.map((response, index) => ({ postId: rows[index]?.postId ?? 0, response }));
}

/** Adds each writer's and parent's name, and the names in texts. A parent is usually among the rows, except at the beginning of a page. */
async function toViews(db: DatabaseClient, rows: Viewed[]): Promise<CommentView[]> {
  const parents = new Map<number, Named>(rows.map((row) => [row.id, row]));
  const elsewhere = rows.flatMap(({ parentId }) =>
    parentId === null || parents.has(parentId) ? [] : parentId,
  );
  if (elsewhere.length > 0) {
    const where = { id: { in: [...new Set(elsewhere)] } };
    for (const row of await db.comment.findMany({ where, select: nameFields })) parents.set(row.id, row);
  }
  const people = await findPeople(db, parents.values());
  const views = rows.map((row) =>
    toView(row, row.parentId === null ? undefined : parents.get(row.parentId), people),
  );
  const filled = await fillReferences(
    db,
    views.map(({ html, createdAt, editedAt }, index) => {
      const postId = rows[index]?.postId ?? null;
      return { html, at: editedAt ?? createdAt, postId };
    }),
  );
  // Not copies: there are hundreds of them.
  for (const [index, view] of views.entries()) {
    view.html = filled[index]?.html ?? view.html;
    view.tags = filled[index]?.tags ?? view.tags;
  }
  return views;
}

/** Each once: as a relation of each row, they would be asked for by as many ids as there are rows. */
async function findPeople(db: DatabaseClient, rows: Iterable<Named>): Promise<People> {
  const ids = new Set<number>();
  for (const { personId } of rows) if (personId !== null) ids.add(personId);
  const people = ids.size > 0 ? await listPeopleById(db, [...ids]) : [];
  return new Map(people.map((person) => [person.id, person]));
}

function toView(row: Viewed, parent: Named | undefined, people: People): CommentView {
  const { id, number, path, html, createdAt, editedAt, cutAt, replyCount, guestSite, personId } = row;
  const person = personId === null ? undefined : people.get(personId);
  const page = person && pageOf(person);
  const placeholder = placeholderOf(row);
  const shown =
    placeholder === null
      ? {
          ...{ html, editedAt, isCut: cutAt !== null, name: nameOf(row, people), personId },
          link: page ? { href: page, local: true } : guestSite ? { href: guestSite, local: false } : null,
        }
      : NOBODYS;
  return {
    kind: "comment",
    // Every comment in a thread has a place.
    ...{ id, number: number ?? 0, path: path ?? "", createdAt, replyCount, ...shown, placeholder, tags: [] },
    parent: parent ? toParent(parent, people) : null,
  };
}

function toParent(row: Named, people: People): ParentView {
  const placeholder = placeholderOf(row);
  return placeholder === null
    ? { id: row.id, name: nameOf(row, people), personId: row.personId, placeholder }
    : { id: row.id, name: NOBODYS.name, personId: null, placeholder };
}

const nameOf = ({ personId, guestName }: Named, people: People) =>
  (personId === null ? null : people.get(personId)?.name) ?? guestName ?? NOBODYS.name;

/** The view of a comment that is not readable. */
const NOBODYS = {
  html: "",
  editedAt: null,
  isCut: false,
  name: "Someone",
  personId: null,
  link: null,
} as const;

const PLACEHOLDERS: Record<Exclude<ResponseStatus, "approved">, Placeholder> = {
  erased: "deleted",
  removed: "hidden",
  // Readers are not told that a comment was taken for spam.
  spam: "waiting",
  held: "waiting",
};

/** Why a comment in a thread can't be read; null if it can. */
export const placeholderOf = (row: { status: string }): Placeholder | null =>
  isApproved(row) ? null : PLACEHOLDERS[row.status as keyof typeof PLACEHOLDERS];
