// Everything stored about an account, for the person's own export. Contains no hashes and no secrets.

import type { DatabaseClient } from "~/platform/database/database.server";

export async function readAccountRecord(db: DatabaseClient, accountId: number, now: Date) {
  const {
    person,
    passwordHash,
    sessions,
    browsers,
    passkeys,
    identities,
    tokens,
    invited,
    joinedBy,
    emailChange,
    ...account
  } = await db.account.findUniqueOrThrow({
    where: { id: accountId },
    select: {
      ...{ email: true, role: true, status: true, notices: true, createdAt: true, passwordHash: true },
      person: {
        select: {
          ...{ name: true, handle: true, site: true, bioSource: true, createdAt: true },
          formerHandles: { select: { handle: true } },
          renamings: { orderBy: { id: "asc" }, select: { at: true } },
        },
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
      // Without the recipients' addresses, which are other people's data.
      invited: {
        where: { revokedAt: null },
        orderBy: { id: "asc" },
        select: { role: true, createdAt: true, expiresAt: true, usedAt: true },
      },
      joinedBy: { orderBy: { id: "asc" }, select: { role: true, createdAt: true, usedAt: true } },
      emailChange: {
        select: { newEmail: true, oldConfirmedAt: true, newConfirmedAt: true, expiresAt: true },
      },
    },
  });
  const { formerHandles, renamings, bioSource, ...profile } = person;
  return {
    account: {
      ...{ ...account, hasPassword: passwordHash !== null, emailChange },
      ...{ sessions, knownBrowsers: browsers, passkeys, identities, pendingLinks: tokens },
      ...{ invitationsMade: invited, invitationsUsed: joinedBy },
    },
    profile: {
      ...profile,
      about: bioSource,
      formerHandles: formerHandles.map(({ handle }) => handle),
      renamings,
    },
  };
}
