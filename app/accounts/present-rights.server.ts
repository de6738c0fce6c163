import { type Act, type Actor, may, type Owned } from "~/people/policy";
import { isAtLeast, isRole, ROLES } from "~/people/roles";
import type { Member } from "~/people/viewer";
import type { DatabaseClient } from "~/platform/database/database.server";

/** Whether the member may do this now: their role may have changed, or their account may be deactivated, since the request began. Asked in
 *  the transaction that acts. */
export async function mayNow(
  db: DatabaseClient,
  member: Pick<Member, "kind" | "id" | "accountId">,
  act: Act,
  thing?: Owned,
): Promise<boolean> {
  const account = await db.account.findUnique({
    where: { id: member.accountId, status: "active" },
    select: { role: true, moderates: true },
  });
  if (!account || !isRole(account.role)) return false;
  return may({ ...member, role: account.role, moderates: account.moderates }, act, thing);
}

/** Who a person is now, for a decision about what they wrote: null without an active account. */
export async function findActor(db: DatabaseClient, personId: number): Promise<Actor | null> {
  const account = await db.account.findUnique({
    where: { personId, status: "active" },
    select: { role: true, moderates: true },
  });
  if (!account || !isRole(account.role)) return null;
  return { kind: "person", id: personId, role: account.role, moderates: account.moderates };
}

/** Accounts that may moderate. */
export const isModerator = {
  status: "active",
  OR: [{ moderates: true }, { role: { in: ROLES.filter((role) => isAtLeast(role, "editor")) } }],
};

/** Whether anybody else than these people may moderate now. */
export const hasOtherModerator = async (db: DatabaseClient, except: (number | null)[]): Promise<boolean> => {
  const ids = except.filter((id) => id !== null);
  const where = { ...isModerator, personId: { notIn: ids } };
  return (await db.account.findFirst({ where, select: { id: true } })) !== null;
};
