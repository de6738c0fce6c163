// Whom an e-mail about writing or moderating goes to.

import { isAtLeast, ROLES, type Role } from "~/people/roles";
import type { DatabaseClient, Transaction } from "~/platform/database/database.server";

export interface Recipient {
  accountId: number;
  personId: number;
}

/** A site with more editors has other ways to share its work. */
const MAX_TOLD = 50;

/** Active accounts with at least this role, the oldest first. */
export async function listRecipientsAtLeast(db: DatabaseClient, least: Role): Promise<Recipient[]> {
  const roles = ROLES.filter((role) => isAtLeast(role, least));
  return list(db, { role: { in: roles } });
}

/** The active accounts of people. Some may have none. */
export const listRecipients = (db: DatabaseClient, personIds: readonly number[]): Promise<Recipient[]> =>
  list(db, { personId: { in: [...personIds] } });

/** How often moderators are told of responses that wait. */
export const QUEUE_EMAILS = ["hourly", "daily", "never"] as const;
export type QueueEmails = (typeof QUEUE_EMAILS)[number];

/** The moderators who want notifications of a kind and weren't told since `before`. */
export async function listModeratorsToTell(
  db: DatabaseClient,
  often: QueueEmails,
  before: Date,
): Promise<(Recipient & { toldAt: Date | null })[]> {
  const roles = ROLES.filter((role) => isAtLeast(role, "editor"));
  const rows = await db.account.findMany({
    where: {
      ...{ status: "active", notices: true, queueEmails: often },
      AND: [
        { OR: [{ moderates: true }, { role: { in: roles } }] },
        { OR: [{ queueToldAt: null }, { queueToldAt: { lte: before } }] },
      ],
    },
    orderBy: { id: "asc" },
    take: MAX_TOLD,
    select: { id: true, personId: true, queueToldAt: true },
  });
  return rows.map(({ id, personId, queueToldAt }) => ({ accountId: id, personId, toldAt: queueToldAt }));
}

/** Notes that a moderator is told now. */
export async function noteQueueTold(tx: Transaction, accountId: number, now: Date): Promise<void> {
  await tx.db.account.update({ where: { id: accountId }, data: { queueToldAt: now }, select: { id: true } });
}

async function list(
  db: DatabaseClient,
  where: { role: { in: Role[] } } | { personId: { in: number[] } },
): Promise<Recipient[]> {
  const rows = await db.account.findMany({
    where: { ...where, status: "active" },
    orderBy: { id: "asc" },
    take: MAX_TOLD,
    select: { id: true, personId: true },
  });
  return rows.map(({ id, personId }) => ({ accountId: id, personId }));
}
