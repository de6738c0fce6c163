// The published words of a post that may be unlawful. They are its versions: while a report is open about which no administrator has
// decided, whatever erases one first calls keepVersions() or sealPost() in its transaction. Administrators alone read what is kept.

import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { listRevisionTexts } from "~/revisions/revision.server";
import { OPEN_DISPUTE } from "./disputes.server";

/** Few, because posts may be long. */
const AT_ONCE = 20;

/** Keeps the versions of a disputed post that are about to be erased: the one with this number, or all. */
export async function keepVersions(tx: Transaction, postId: number, only?: number): Promise<void> {
  const where = { postId, ...OPEN_DISPUTE };
  if (!(await tx.db.report.findFirst({ where, select: { id: true } }))) return;
  for (let after = 0; ; ) {
    const versions = await listRevisionTexts(tx.db, postId, only ?? { gt: after }, AT_ONCE);
    await tx.db.sealedVersion.createMany({
      data: versions.map(({ names, createdAt, ...version }) => ({
        ...{ ...version, postId, names: names.join(", "), writtenAt: createdAt },
      })),
    });
    if (versions.length < AT_ONCE) return;
    after = versions.at(-1)?.number ?? after;
  }
}

/** Keeps a disputed post that is about to be deleted, and its open reports, which would be deleted with it. */
export async function sealPost(tx: Transaction, postId: number): Promise<void> {
  await keepVersions(tx, postId);
  const where = { postId, ...OPEN_DISPUTE };
  await tx.db.report.updateMany({ where, data: { sealedPostId: postId, postId: null } });
}

/** Erases what was kept of a post if no open report disputes it any more. */
export async function endPostDispute(tx: Transaction, postId: number): Promise<void> {
  const where = { OR: [{ sealedPostId: postId }, { postId }], ...OPEN_DISPUTE };
  if (await tx.db.report.findFirst({ where, select: { id: true } })) return;
  await tx.db.sealedVersion.deleteMany({ where: { postId } });
}

const nameFields = { id: true, postId: true, number: true, title: true, writtenAt: true } as const;

export interface SealedVersionName {
  id: number;
  postId: number;
  number: number;
  title: string;
  writtenAt: Date;
}

/** What is kept of posts, by the ids that they had, without the texts. */
export async function listSealedVersions(
  db: DatabaseClient,
  postIds: number[],
): Promise<Map<number, SealedVersionName[]>> {
  const rows = await db.sealedVersion.findMany({
    where: { postId: { in: postIds } },
    orderBy: [{ postId: "asc" }, { number: "asc" }],
    select: nameFields,
  });
  const byPost = new Map<number, SealedVersionName[]>();
  for (const row of rows) byPost.set(row.postId, [...(byPost.get(row.postId) ?? []), row]);
  return byPost;
}

export const findSealedVersion = (db: DatabaseClient, id: number) =>
  db.sealedVersion.findUnique({ where: { id } });
