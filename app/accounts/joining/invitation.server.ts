// Invitations: links for joining with a given role.

import { findNamedPerson } from "~/people/person.server";
import { isRole, ROLE_MEANINGS, type Role } from "~/people/roles";
import type { Member } from "~/people/viewer";
import type { Database, DatabaseClient, Prisma, Transaction } from "~/platform/database/database.server";
import { atOrBeside, type Page, type PageRequest, pageByKey, pastKey } from "~/platform/database/paging";
import { findAccountByEmail } from "../account.server";
import { type Correspondent, writeTo } from "../mail/correspondence.server";
import { invitationEmail } from "../mail/emails";
import { mayNow } from "../present-rights.server";
import { hashSecret, newSecret, secretFor, type TokenRefusal } from "../token.server";
import type { InvitationInput } from "./invitation.schema";
import { listedSince } from "./invitation-ends.server";
import type { JoinTerms } from "./join-terms";

/** The length of a page of the list: about as many as a site sends in a term. */
export const INVITATIONS_PER_PAGE = 30;

const DAY_MS = 24 * 60 * 60 * 1000;

export type InvitationRefusal = {
  ok: false;
  reason:
    | "account.email-taken"
    | "invitation.nobody"
    | "invitation.person-has-one"
    | "invitation.not-yours"
    | "invitation.over";
};

/** Creates an invitation and sends it if an address is given. Returns the link, which can't be shown again, except
 *  by the same form: sent twice (a double press), it creates one, and both answers show its link. Refuses if the
 *  inviter may no longer invite, if the address or the person has an account, or if the form's invitation is over. */
export const invite = (
  deps: Correspondent & { db: Database },
  inviter: Member,
  { role, days, email, handle, key = newSecret() }: InvitationInput,
  now: Date,
): Promise<{ ok: true; href: string } | InvitationRefusal> =>
  deps.db.write(async (tx) => {
    // Checked again in the transaction: an inviter who has just lost the right must leave no invitation.
    if (!(await mayNow(tx.db, inviter, "person.invite")))
      return { ok: false, reason: "invitation.not-yours" };
    const { accountId: inviterId, name } = inviter;
    const secret = secretFor("invitation", key, inviterId, role, days, email, handle);
    const href = `${deps.siteUrl}/join/${secret}`;
    const made = await findByHash(tx.db, secret);
    if (made) return judge(made, now).ok ? { ok: true, href } : { ok: false, reason: "invitation.over" };
    if (email !== "" && (await findAccountByEmail(tx.db, email)))
      return { ok: false, reason: "account.email-taken" };
    const person = handle === "" ? null : await findInvited(tx.db, handle);
    if (person && !person.ok) return person;
    await tx.db.invitation.create({
      data: {
        ...{ hash: hashSecret(secret), role, inviterId, email: email || null, personId: person?.id ?? null },
        ...{ createdAt: now, expiresAt: new Date(now.getTime() + days * DAY_MS) },
      },
    });
    const meaning = ROLE_MEANINGS[role];
    if (email !== "")
      await writeTo(
        tx,
        deps,
        email,
        (siteName) => invitationEmail(siteName, href, { role, meaning, days, by: name }),
        now,
      );
    return { ok: true, href };
  });

type FoundInvitation = { ok: true; id: number; terms: JoinTerms } | TokenRefusal;

/** Finds an open invitation by its secret, without using it up. */
export const findInvitation = async (
  db: DatabaseClient,
  secret: string,
  now: Date,
): Promise<FoundInvitation> => judge(await findByHash(db, secret), now);

const findByHash = (db: DatabaseClient, secret: string) =>
  db.invitation.findUnique({ where: { hash: hashSecret(secret) } });

/** The same by id, for a link to join that was requested through an invitation. */
export const findInvitationById = async (
  db: DatabaseClient,
  id: number,
  now: Date,
): Promise<FoundInvitation> => judge(await db.invitation.findUnique({ where: { id } }), now);

function judge(row: Prisma.InvitationGetPayload<object> | null, now: Date): FoundInvitation {
  if (!row || row.revokedAt) return { ok: false, reason: "token.unknown" };
  if (row.usedAt) return { ok: false, reason: "token.used" };
  if (row.expiresAt <= now) return { ok: false, reason: "token.expired" };
  const { id, role, email, personId } = row;
  const terms = {
    ...(isRole(role) && { role }),
    ...(email !== null && { email }),
    ...(personId !== null && { personId }),
  };
  return { ok: true, id, terms };
}

/** Uses up an invitation found in this transaction; `accountId` is the new account. */
export async function spendInvitation(
  tx: Pick<Transaction, "db">,
  id: number,
  accountId: number,
  now: Date,
): Promise<void> {
  await tx.db.invitation.updateMany({
    where: { id, usedAt: null },
    data: { usedAt: now, joinedId: accountId },
  });
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

/** Whether anyone is invited or has an account beside the first one. */
export async function hasInvitedAnyone(db: DatabaseClient): Promise<boolean> {
  if ((await db.account.count()) > 1) return true;
  return (await db.invitation.findFirst({ where: { revokedAt: null }, select: { id: true } })) !== null;
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

const named = { select: { handle: true, name: true } };
const fields = {
  ...{ id: true, role: true, email: true, createdAt: true, expiresAt: true, usedAt: true },
  ...{ person: named, joined: { select: { person: named } } },
} satisfies Prisma.InvitationSelect;

/** Invitations, newest first: without revoked ones, and those that expired over a month ago. */
export async function listInvitations(
  db: DatabaseClient,
  request: PageRequest,
  now: Date,
): Promise<Page<InvitationSummary> | null> {
  const listed = { revokedAt: null, expiresAt: { gte: listedSince(now) } };
  const page = await pageByKey(
    request,
    INVITATIONS_PER_PAGE,
    async (asked, seen) => {
      const { where, orderBy } = atOrBeside(asked, seen);
      const row = await db.invitation.findFirst({
        where: { id: where, ...listed },
        orderBy: { id: orderBy },
        select: { id: true, createdAt: true },
      });
      return row && { at: row.createdAt, id: row.id };
    },
    (range) =>
      db.invitation.findMany({
        where: { ...listed, ...pastKey(range, "createdAt", "id") },
        orderBy: [{ createdAt: range.order }, { id: range.order }],
        take: range.take,
        select: fields,
      }),
  );
  if (!page) return null;
  const items = page.items.map(
    ({ usedAt, role, joined, ...row }): InvitationSummary => ({
      ...row,
      state: usedAt ? "used" : row.expiresAt <= now ? "expired" : "open",
      role: isRole(role) ? role : "reader",
      joined: joined?.person ?? null,
    }),
  );
  return { ...page, items };
}
