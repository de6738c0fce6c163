// Invitations: links for joining with a given role.

import { findNamedPerson, findNames } from "~/people/person.server";
import { may } from "~/people/policy";
import { isRole, ROLE_MEANINGS, type Role } from "~/people/roles";
import type { Member } from "~/people/viewer";
import type { Database, DatabaseClient, Prisma, Transaction } from "~/platform/database/database.server";
import { atOrBeside, type Page, type PageRequest, pageByKey, pastKey } from "~/platform/database/paging";
import { findAccountByEmail } from "../account.server";
import { type Correspondent, writeTo } from "../mail/correspondence.server";
import { invitationLetter } from "../mail/letters";
import { issueToken } from "../token.server";
import type { Invitation } from "./invitation";
import type { InvitationInput } from "./invitation.schema";

/** As many as a site sends in a term. */
export const INVITATIONS_PER_PAGE = 30;

const DAY_MS = 24 * 60 * 60 * 1000;

export type InvitationRefusal = {
  ok: false;
  reason: "account.email-taken" | "invitation.nobody" | "invitation.person-has-one" | "invitation.not-yours";
};

/** Creates an invitation and sends it if an address is given. Returns the link, which can't be shown again.
 *  Refuses if the inviter may no longer invite, or if the address or the person has an account. */
export const invite = (
  deps: Correspondent & { db: Database },
  inviter: Member,
  { role, days, email, handle }: InvitationInput,
  now: Date,
): Promise<{ ok: true; href: string } | InvitationRefusal> =>
  deps.db.write(async (tx) => {
    // Checked again in the transaction: an inviter who has just lost the right must leave no invitation.
    if (!(await mayInvite(tx.db, inviter))) return { ok: false, reason: "invitation.not-yours" };
    if (email !== "" && (await findAccountByEmail(tx.db, email)))
      return { ok: false, reason: "account.email-taken" };
    const person = handle === "" ? null : await findInvited(tx.db, handle);
    if (person && !person.ok) return person;
    const { accountId: by, name } = inviter;
    const payload: Invitation = { role, by, ...(email && { email }), ...(person && { personId: person.id }) };
    const secret = await issueToken(tx, "invitation", { payload, lifetime: days * DAY_MS }, now);
    const href = `${deps.siteUrl}/join/${secret}`;
    const meaning = ROLE_MEANINGS[role];
    if (email !== "")
      await writeTo(
        tx,
        deps,
        email,
        (siteName) => invitationLetter(siteName, href, { role, meaning, days, by: name }),
        now,
      );
    return { ok: true, href };
  });

/** By the inviter's present role, not the one when they opened the form. */
async function mayInvite(db: DatabaseClient, inviter: Member): Promise<boolean> {
  const account = await db.account.findUnique({
    where: { id: inviter.accountId, status: "active" },
    select: { role: true },
  });
  return account !== null && isRole(account.role) && may({ ...inviter, role: account.role }, "person.invite");
}

/** A person named in bylines who has no account. */
async function findInvited(
  db: DatabaseClient,
  handle: string,
): Promise<{ ok: true; id: number } | InvitationRefusal> {
  const person = await findNamedPerson(db, handle);
  if (!person) return { ok: false, reason: "invitation.nobody" };
  return person.isMember ? { ok: false, reason: "invitation.person-has-one" } : { ok: true, id: person.id };
}

interface Named {
  handle: string;
  name: string;
}

export interface InvitationSummary {
  id: number;
  state: "open" | "expired" | "used";
  role: Role;
  email: string | null;
  /** The person whom the invitation is for, if not a new one. */
  person: Named | null;
  /** The person who joined with it. */
  joined: Named | null;
  createdAt: Date;
  expiresAt: Date;
}

const fields = {
  ...{ id: true, payload: true, createdAt: true, expiresAt: true, usedAt: true },
  account: { select: { person: { select: { handle: true, name: true } } } },
} satisfies Prisma.TokenSelect;

/** Invitations, newest first. Expired ones are deleted after a month. */
export async function listInvitations(
  db: DatabaseClient,
  request: PageRequest,
  now: Date,
): Promise<Page<InvitationSummary> | null> {
  const page = await pageByKey(
    request,
    INVITATIONS_PER_PAGE,
    async (asked, seen) => {
      const { where, orderBy } = atOrBeside(asked, seen);
      const token = await db.token.findFirst({
        where: { id: where, purpose: "invitation" },
        orderBy: { id: orderBy },
        select: { id: true, createdAt: true },
      });
      return token && { at: token.createdAt, id: token.id };
    },
    (range) =>
      db.token.findMany({
        where: { purpose: "invitation", ...pastKey(range, "createdAt", "id") },
        orderBy: [{ createdAt: range.order }, { id: range.order }],
        take: range.take,
        select: fields,
      }),
  );
  if (!page) return null;
  const rows = page.items.map((row) => ({ ...row, payload: JSON.parse(row.payload) as Invitation }));
  const people = await findNames(
    db,
    rows.flatMap((row) => row.payload.personId ?? []),
  );
  const items = rows.map(
    ({ id, payload, createdAt, expiresAt, usedAt, account }): InvitationSummary => ({
      ...{ id, createdAt, expiresAt },
      state: usedAt ? "used" : expiresAt <= now ? "expired" : "open",
      role: payload.role ?? "reader",
      email: payload.email ?? null,
      person: people.find((person) => person.id === payload.personId) ?? null,
      joined: account?.person ?? null,
    }),
  );
  return { ...page, items };
}

/** Revokes an unused invitation. A used one stays in the list, because its person is a member. */
export async function revokeInvitation(tx: Pick<Transaction, "db">, id: number): Promise<boolean> {
  const { count } = await tx.db.token.deleteMany({ where: { id, purpose: "invitation", usedAt: null } });
  return count === 1;
}
