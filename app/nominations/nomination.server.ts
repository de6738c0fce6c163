import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { everyone } from "~/visibility/visibility.server";
import {
  INVITATIONS_SHOWN,
  INVITATIONS_SHOWN_DAYS,
  NOMINATIONS_LISTED,
  NOMINATIONS_PER_DAY,
  type NominationStatus,
  nominationStatus,
} from "./nomination";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Notes that a member nominates a response. Repeated, it changes nothing. Refused beyond NOMINATIONS_PER_DAY. */
export async function addNominator(
  tx: Transaction,
  { commentId, personId }: { commentId: number; personId: number },
  now: Date,
): Promise<{ ok: true } | { ok: false; reason: "nomination.too-many" }> {
  if (await hasNominated(tx.db, commentId, personId)) return { ok: true };
  const since = new Date(now.getTime() - DAY_MS);
  if ((await tx.db.nominator.count({ where: { personId, createdAt: { gt: since } } })) >= NOMINATIONS_PER_DAY)
    return { ok: false, reason: "nomination.too-many" };
  const { id: nominationId } = await tx.db.nomination.upsert({
    where: { commentId },
    create: { commentId, createdAt: now },
    update: {},
    select: { id: true },
  });
  await tx.db.nominator.create({ data: { nominationId, personId, createdAt: now } });
  return { ok: true };
}

/** Whether a member has nominated a response. */
export const hasNominated = async (
  db: DatabaseClient,
  commentId: number,
  personId: number,
): Promise<boolean> => (await db.nominator.count({ where: { personId, nomination: { commentId } } })) > 0;

/** What an editor has decided about a nominated response; null for one that nobody has nominated. */
export async function findNomination(
  db: DatabaseClient,
  commentId: number,
): Promise<{ status: NominationStatus } | null> {
  const row = await db.nomination.findUnique({ where: { commentId }, select: { status: true } });
  return row && { status: row.status as NominationStatus };
}

/** The nominated responses that nobody has decided about and that everyone can read, the newest nominations first. */
export async function listNominated(db: DatabaseClient): Promise<number[]> {
  const rows = await db.nomination.findMany({
    where: { status: nominationStatus.open, comment: { ...everyone.comments, post: everyone.posts } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: NOMINATIONS_LISTED,
    select: { commentId: true },
  });
  return rows.map(({ commentId }) => commentId);
}

/** The responses that an editor has invited their writer to make posts, within INVITATIONS_SHOWN_DAYS, until the writer begins one; the newest first. */
export async function listInvitedToWrite(db: DatabaseClient, personId: number, now: Date) {
  const since = new Date(now.getTime() - INVITATIONS_SHOWN_DAYS * DAY_MS);
  const begun = { some: { ownerId: personId } };
  const rows = await db.nomination.findMany({
    where: {
      ...{ status: nominationStatus.invited, decidedAt: { gt: since } },
      comment: { ...everyone.comments, post: everyone.posts, personId, NOT: { continuedIn: begun } },
    },
    orderBy: { decidedAt: "desc" },
    take: INVITATIONS_SHOWN,
    select: invitedFields,
  });
  return rows.map(toInvited);
}

/** The same of a guest's responses with the address of an account, which the guest may have made to write the post. `email` is in the canonical
 *  form of accounts. */
export async function listInvitedByAddress(db: DatabaseClient, email: string) {
  const rows = await db.nomination.findMany({
    where: {
      status: nominationStatus.invited,
      comment: { ...everyone.comments, post: everyone.posts, guestEmail: email },
    },
    orderBy: { decidedAt: "desc" },
    take: INVITATIONS_SHOWN,
    select: invitedFields,
  });
  return rows.map(toInvited);
}

const invitedFields = { comment: { select: { id: true, post: { select: { title: true } } } } } as const;
const toInvited = ({ comment: { id, post } }: { comment: { id: number; post: { title: string } } }) => ({
  id,
  title: post.title,
});

/** Decides about a nomination. False if somebody has, or there is none. */
export async function settleNomination(
  tx: Transaction,
  commentId: number,
  status: Exclude<NominationStatus, "open">,
  deciderId: number,
  now: Date,
): Promise<boolean> {
  const { count } = await tx.db.nomination.updateMany({
    where: { commentId, status: nominationStatus.open },
    data: { status, deciderId, decidedAt: now },
  });
  return count > 0;
}

/** Forgets what a member nominated, and who decided. What was nominated stays: the response is still the same. */
export async function leaveNominations(tx: Transaction, personId: number): Promise<void> {
  await tx.db.nominator.deleteMany({ where: { personId } });
  await tx.db.nomination.updateMany({ where: { deciderId: personId }, data: { deciderId: null } });
}
