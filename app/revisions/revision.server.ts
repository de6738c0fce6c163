// The published versions of posts. Each keeps its number for ever.

import type { Database, DatabaseClient, Transaction } from "~/platform/database/database.server";
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

export type RemovalRefusal = { ok: false; reason: "revision.not-found" | "revision.newest" };

/** Deletes the text of one version, for a person who is named in it. Its number stays, and its address says that it was removed. Refused for
 *  the newest version, which is what readers see. */
export function removeRevision(
  db: Database,
  { postId, number }: { postId: number; number: number },
  now: Date,
): Promise<{ ok: true } | RemovalRefusal> {
  return db.write(async (tx) => {
    const last = await findLastRevision(tx.db, postId);
    if (!last || !(await findRevision(tx.db, postId, number)))
      return { ok: false, reason: "revision.not-found" } as const;
    if (last.number === number) return { ok: false, reason: "revision.newest" } as const;
    await tx.db.revision.updateMany({ where: { postId, number, removedAt: null }, data: removed(now) });
    tx.invalidate(postKey(postId));
    return { ok: true } as const;
  });
}

/** Deletes the texts of all versions of a post, when its text is deleted. */
export async function removeAllRevisions(tx: Transaction, postId: number, now: Date): Promise<void> {
  await tx.db.revision.updateMany({ where: { postId, removedAt: null }, data: removed(now) });
}

const removed = (removedAt: Date) => ({ title: "", summary: "", source: "", removedAt });

/** Takes a person's name off the versions that they published, when they delete their account. */
export async function leaveRevisions(tx: Transaction, personId: number): Promise<void> {
  await tx.db.revision.updateMany({ where: { personId }, data: { personId: null } });
}
