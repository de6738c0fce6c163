// Everything stored about an account, for the person's own export. Contains no hashes and no secrets.

import type { DatabaseClient } from "~/platform/database/database.server";
import type { Exported } from "~/platform/inventory";

export const exportAccount: Exported = {
  readme: `- account.json: your e-mail address, your role, the devices on which you are signed in, the names of your passkeys, the other
  sites that you sign in with, the invitations that you made or used, and the links e-mailed to you that haven't expired.`,
  async *files({ db }, { accountId }, now) {
    yield { name: "account.json", json: await readAccountRecord(db, accountId, now) };
  },
};

async function readAccountRecord(db: DatabaseClient, accountId: number, now: Date) {
  const {
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
  return {
    ...{ ...account, hasPassword: passwordHash !== null, emailChange },
    ...{ sessions, knownBrowsers: browsers, passkeys, identities, pendingLinks: tokens },
    ...{ invitationsMade: invited, invitationsUsed: joinedBy },
  };
}
