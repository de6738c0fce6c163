// Resetting and changing passwords.

import type { Member } from "~/people/viewer";
import type { Database } from "~/platform/database/database.server";
import { findAccountByEmail, setPasswordHash } from "../account.server";
import { type Correspondent, writeTo } from "../mail/correspondence.server";
import { giveUpEmailChange } from "../mail/email-change.server";
import { noAccountEmail, passwordChangedEmail, resetEmail } from "../mail/emails";
import { beginSession, type Device, endSessions, isOpen, renewSession } from "../session/session.server";
import {
  askedFor,
  findToken,
  issueToken,
  revokeTokens,
  spendFound,
  type TokenRefusal,
  wasSentLately,
} from "../token.server";

interface Deps extends Correspondent {
  db: Database;
}

/** E-mails a reset link; to an address without an account an e-mail that says so, so that the answer reveals
 *  nothing. Sends nothing while the last link is valid, so that nobody can flood a mailbox or use up its
 *  owner's requests. */
export const askForReset = (deps: Deps, email: string, now: Date): Promise<void> =>
  deps.db.write(async (tx) => {
    const account = await findAccountByEmail(tx.db, email);
    const askedAs = askedFor("reset", email);
    if (await wasSentLately(tx, askedAs, account?.id ?? null, now)) return;
    // Also created without an account, where it opens nothing, so that both cases take the same time.
    const secret = await issueToken(tx, "reset", { askedAs, ...(account && { accountId: account.id }) }, now);
    if (!account) {
      const href = `${deps.siteUrl}/reset`;
      return writeTo(tx, deps, email, (siteName) => noAccountEmail(siteName, href), now);
    }
    const href = `${deps.siteUrl}/reset/${secret}`;
    return writeTo(tx, deps, email, (siteName) => resetEmail(siteName, href), now);
  });

/** Sets a new password through a link, ends all sessions and begins a new one. Returns the secret for its
 *  cookie. */
export const resetPassword = (
  deps: Deps,
  secret: string,
  passwordHash: string,
  device: Device,
  now: Date,
): Promise<{ ok: true; secret: string } | TokenRefusal | { ok: false; reason: "sign-in.deactivated" }> =>
  deps.db.write(async (tx) => {
    const link = await findToken(tx.db, "reset", secret, now);
    if (!link.ok) return link;
    const account = await tx.db.account.findUnique({
      where: { id: link.accountId ?? 0 },
      select: { id: true, status: true, email: true },
    });
    if (!account) return { ok: false, reason: "token.unknown" } as const;
    if (account.status !== "active") return { ok: false, reason: "sign-in.deactivated" } as const;
    await setPasswordHash(tx, account.id, passwordHash, now);
    await endSessions(tx, account.id);
    await spendFound(tx, link.id, now);
    // Revokes the other links, and an e-mail change that someone else may have begun.
    await revokeTokens(tx, account.id, ["reset"]);
    await giveUpEmailChange(tx, account.id);
    const href = `${deps.siteUrl}/reset`;
    await writeTo(tx, deps, account.email, (siteName) => passwordChangedEmail(siteName, href), now);
    return { ok: true, secret: await beginSession(tx.db, account.id, device, now) } as const;
  });

/** Changes the password of a signed-in person, ends the other sessions and renews this one. Returns null if
 *  this session ended while the new password was measured. */
export const changePassword = (
  deps: Deps,
  member: Member,
  passwordHash: string,
  now: Date,
): Promise<string | null> =>
  deps.db.write(async (tx) => {
    const { accountId, sessionId } = member;
    if (!(await isOpen(tx.db, member))) return null;
    await setPasswordHash(tx, accountId, passwordHash, now);
    await endSessions(tx, accountId, sessionId);
    await revokeTokens(tx, accountId, ["reset"]);
    await giveUpEmailChange(tx, accountId);
    const { email } = await tx.db.account.findUniqueOrThrow({ where: { id: accountId } });
    const href = `${deps.siteUrl}/reset`;
    await writeTo(tx, deps, email, (siteName) => passwordChangedEmail(siteName, href), now);
    return renewSession(tx, sessionId, now);
  });
