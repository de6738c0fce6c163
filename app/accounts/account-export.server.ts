// Everything stored about an account, for the person's own export. Contains no hashes and no secrets.

import { may } from "~/people/policy";
import { isRole } from "~/people/roles";
import type { DatabaseClient } from "~/platform/database/database.server";
import type { Exported, ExportedPerson } from "~/platform/inventory";

export const exportAccount: Exported = {
  readme: `- account.json: your e-mail address, your role, the devices on which you are signed in, the names of your passkeys, the other
  sites that you sign in with, the people whom you muted, the invitations that you made (also those that you revoked) or used, and the links e-mailed to you that haven't expired.`,
  async *files({ db }, person, now) {
    yield { name: "account.json", json: await readAccountRecord(db, person, now) };
  },
};

async function readAccountRecord(db: DatabaseClient, { accountId, personId }: ExportedPerson, now: Date) {
  const {
    passwordHash,
    sessions,
    browsers,
    passkeys,
    identities,
    tokens,
    invited,
    joinedBy,
    mutes,
    emailChange,
    ...account
  } = await db.account.findUniqueOrThrow({
    where: { id: accountId },
    select: {
      ...{
        email: true,
        role: true,
        moderates: true,
        status: true,
        notices: true,
        readMarks: true,
        readParts: true,
        createdAt: true,
        passwordHash: true,
      },
      sessions: {
        orderBy: { id: "asc" },
        select: { device: true, address: true, createdAt: true, lastUsedAt: true, expiresAt: true },
      },
      browsers: { orderBy: { id: "asc" }, select: { lastUsedAt: true, expiresAt: true } },
      passkeys: { orderBy: { id: "asc" }, select: { name: true, createdAt: true, lastUsedAt: true } },
      identities: { orderBy: { id: "asc" }, select: { issuer: true, label: true, createdAt: true } },
      tokens: {
        where: { usedAt: null, expiresAt: { gt: now } },
        orderBy: { id: "asc" },
        select: { purpose: true, createdAt: true, expiresAt: true },
      },
      invited: {
        orderBy: { id: "asc" },
        select: {
          ...{ role: true, createdAt: true, expiresAt: true, usedAt: true, revokedAt: true, email: true },
          joined: { select: { person: { select: { handle: true, name: true } } } },
        },
      },
      joinedBy: { orderBy: { id: "asc" }, select: { role: true, createdAt: true, usedAt: true } },
      mutes: { select: { createdAt: true, person: { select: { handle: true, name: true } } } },
      emailChange: {
        select: { newEmail: true, oldConfirmedAt: true, newConfirmedAt: true, expiresAt: true },
      },
    },
  });
  // Addresses and members are other people's data: only for a person who sees them in the list of invitations.
  const seesRecipients =
    isRole(account.role) &&
    may({ kind: "person", id: personId, role: account.role, moderates: account.moderates }, "person.invite");
  const made = invited.map(({ email, joined, ...invitation }) => ({
    ...invitation,
    ...(seesRecipients && { email, joined: joined?.person ?? null }),
  }));
  return {
    ...{ ...account, hasPassword: passwordHash !== null, emailChange },
    ...{ sessions, knownBrowsers: browsers, passkeys, identities, pendingLinks: tokens },
    ...{ invitationsMade: made, invitationsUsed: joinedBy },
    muted: mutes.map(({ createdAt, person }) => ({ ...person, createdAt })),
  };
}
