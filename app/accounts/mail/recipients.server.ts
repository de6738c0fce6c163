// Whom an e-mail about writing goes to.

import { isAtLeast, ROLES, type Role } from "~/people/roles";
import type { DatabaseClient } from "~/platform/database/database.server";

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
