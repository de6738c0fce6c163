// Which parts of series a member has read: those that they marked, and only after they turned it on. Nobody else sees it.

import { keepsReadParts, wantReadParts } from "~/accounts/read-marks.server";
import type { Database, DatabaseClient } from "~/platform/database/database.server";
import { findSeriesOfPart } from "~/posts/post-parts.server";

/** Those of these posts that the member marked. */
export async function listReadParts(
  db: DatabaseClient,
  accountId: number,
  postIds: number[],
): Promise<Set<number>> {
  const rows = await db.readPart.findMany({
    where: { accountId, postId: { in: postIds } },
    select: { postId: true },
  });
  return new Set(rows.map(({ postId }) => postId));
}

/** Turns on or off that the site keeps what a member marks as read. Turned off, it deletes what it kept. */
export const setReadParts = (db: Database, accountId: number, wanted: boolean): Promise<void> =>
  db.write(async (tx) => {
    await wantReadParts(tx, accountId, wanted);
    if (!wanted) await tx.db.readPart.deleteMany({ where: { accountId } });
  });

type Marked =
  | { ok: true }
  | {
      ok: false;
      /** The member has turned it off, or the post is no public part of a series. */
      reason: "read-parts.off" | "read-parts.no-part";
    };

/** Marks a part as read or as not read. */
export const markPart = (
  db: Database,
  of: { accountId: number; postId: number },
  isRead: boolean,
  now: Date,
): Promise<Marked> =>
  db.write(async (tx): Promise<Marked> => {
    if (!(await keepsReadParts(tx.db, of.accountId))) return { ok: false, reason: "read-parts.off" };
    if (!(await findSeriesOfPart(tx.db, of.postId))) return { ok: false, reason: "read-parts.no-part" };
    if (!isRead) await tx.db.readPart.deleteMany({ where: of });
    else
      await tx.db.readPart.upsert({
        where: { accountId_postId: of },
        create: { ...of, readAt: now },
        update: {},
        select: { postId: true },
      });
    return { ok: true };
  });
