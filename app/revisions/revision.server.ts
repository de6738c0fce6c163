// The published versions of posts. Each keeps its number for ever.

import type { DatabaseClient, Prisma, Transaction } from "~/platform/database/database.server";
import { postKey } from "~/posts/post.server";
import { setVersion } from "~/posts/post-commands.server";
import { continuesEdit, MAX_LISTED, type RevisionText } from "./revision";

/**
 * Stores the text of a published post as its next version, unless it equals the last one, and notes on the post whether readers are told
 * of an edit. `personId` is null for an import.
 */
export async function addRevision(
  tx: Transaction,
  post: { id: number; editedAt: Date | null },
  { title, summary, source }: RevisionText,
  personId: number | null,
  now: Date,
): Promise<void> {
  const last = await findLastRevision(tx.db, post.id);
  // One that was removed has no text.
  const isSame = last && last.title === title && last.summary === summary && last.source === source;
  if (isSame) return;
  const number = (last?.number ?? 0) + 1;
  await tx.db.revision.create({
    data: { postId: post.id, number, personId, title, summary, source, createdAt: now },
    select: { id: true },
  });
  const isSameEdit = !last || continuesEdit(last, { personId, createdAt: now });
  await setVersion(tx, post.id, number, isSameEdit && !post.editedAt ? null : now);
}

const findLastRevision = (db: DatabaseClient, postId: number) =>
  db.revision.findFirst({ where: { postId }, orderBy: { number: "desc" } });

/** Whether somebody on the site has published a version of a post. */
export const hasVersionByPerson = async (db: DatabaseClient, postId: number): Promise<boolean> =>
  (await db.revision.findFirst({
    where: { postId, personId: { not: null } },
    select: { id: true },
  })) !== null;

/** A version of a post; null if there is none with this number. The caller has checked that the post may be read. */
export const findRevision = (db: DatabaseClient, postId: number, number: number) =>
  db.revision.findUnique({ where: { postId_number: { postId, number } } });

/** A post's versions without their sources, by ascending number: the newest MAX_LISTED. */
export async function listRevisions(db: DatabaseClient, postId: number) {
  const rows = await db.revision.findMany({
    where: { postId },
    orderBy: { number: "desc" },
    take: MAX_LISTED,
    select: {
      number: true,
      title: true,
      createdAt: true,
      removedAt: true,
      personId: true,
      person: { select: { id: true, handle: true, name: true, status: true } },
    },
  });
  return rows.reverse();
}

/** The versions of a post that have a text, by ascending number, with the names of the post's writers. */
export async function listRevisionTexts(
  db: DatabaseClient,
  postId: number,
  number: number | { gt: number },
  take: number,
) {
  const rows = await db.revision.findMany({
    where: { postId, removedAt: null, number },
    orderBy: { number: "asc" },
    take,
    select: {
      ...{ number: true, title: true, summary: true, source: true, createdAt: true },
      post: { select: { bylines: writersInOrder } },
    },
  });
  return rows.map(({ post, ...row }) => ({ ...row, names: post.bylines.map(({ person }) => person.name) }));
}

const writersInOrder = {
  where: { role: "writer" },
  orderBy: { position: "asc" },
  select: { person: { select: { name: true } } },
} satisfies Prisma.Post$bylinesArgs;

/** When the last version of each post was published, or its text removed, by post id. */
export async function listVersionTimes(
  db: DatabaseClient,
  posts: { id: number; version: number }[],
): Promise<Map<number, Date>> {
  if (posts.length === 0) return new Map();
  const rows = await db.revision.findMany({
    where: { OR: posts.map(({ id, version }) => ({ postId: id, number: version })) },
    select: { postId: true, createdAt: true, removedAt: true },
  });
  return new Map(rows.map(({ postId, createdAt, removedAt }) => [postId, removedAt ?? createdAt]));
}

export type RemovalRefusal = { ok: false; reason: "revision.not-found" | "revision.newest" };

/** Why a version can't be removed; null if it can. The newest is what readers see. */
export async function refuseRemoval(
  db: DatabaseClient,
  { postId, number }: { postId: number; number: number },
): Promise<RemovalRefusal | null> {
  const last = await findLastRevision(db, postId);
  if (!last || !(await findRevision(db, postId, number))) return { ok: false, reason: "revision.not-found" };
  return last.number === number ? { ok: false, reason: "revision.newest" } : null;
}

/** Deletes the text of one version. Its number stays, and its address says that it was removed. */
export async function removeRevision(
  tx: Transaction,
  { postId, number }: { postId: number; number: number },
  now: Date,
): Promise<void> {
  await tx.db.revision.updateMany({ where: { postId, number, removedAt: null }, data: removed(now) });
  tx.invalidate(postKey(postId));
}

/** The texts of all versions of a post, for what they name together. */
export const listSources = async (db: DatabaseClient, postId: number): Promise<string[]> =>
  (await db.revision.findMany({ where: { postId }, select: { source: true } })).map(({ source }) => source);

/** The posts whose versions have these words in them, in order of id. */
export const listPostsWithVersions = (db: DatabaseClient, words: string, after: number, take: number) =>
  db.revision
    .findMany({
      where: { source: { contains: words }, postId: { gt: after } },
      orderBy: { postId: "asc" },
      distinct: ["postId"],
      take,
      select: { postId: true },
    })
    .then((rows) => rows.map(({ postId }) => postId));

/** Deletes the texts of all versions of a post, when its text is deleted. */
export async function removeAllRevisions(tx: Transaction, postId: number, now: Date): Promise<void> {
  await tx.db.revision.updateMany({ where: { postId, removedAt: null }, data: removed(now) });
}

const removed = (removedAt: Date) => ({ title: "", summary: "", source: "", removedAt });

/** Takes a person's name off the versions that they published, when they delete their account. */
export async function leaveRevisions(tx: Transaction, personId: number): Promise<void> {
  await tx.db.revision.updateMany({ where: { personId }, data: { personId: null } });
}
