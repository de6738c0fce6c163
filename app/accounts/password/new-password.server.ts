// A password that is forgotten, or changed.

import type { Member } from "~/people/viewer";
import type { Database } from "~/platform/database/database.server";
import { findAccountByEmail, setPasswordHash } from "../account.server";
import { type Correspondent, writeTo } from "../mail/correspondence.server";
import { giveUpEmailChange } from "../mail/email-change.server";
import { noAccountLetter, passwordChangedLetter, resetLetter } from "../mail/letters";
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

/**
 * Writes to somebody who has forgotten their password; and, so that nobody learns who is here, to who has no account. While the
 * link that was mailed last is good, nothing is written: whoever else asks can neither flood a mailbox nor use up what its owner
 * may ask for.
 */
export const askForReset = (deps: Deps, email: string, now: Date): Promise<void> =>
  deps.db.write(async (tx) => {
    const account = await findAccountByEmail(tx.db, email);
    const askedAs = askedFor("reset", email);
    if (await wasSentLately(tx, askedAs, account?.id ?? null, now)) return;
    // For who has no account it opens nothing, and is made all the same: it takes the same time.
    const secret = await issueToken(tx, "reset", { askedAs, ...(account && { accountId: account.id }) }, now);
    if (!account) {
      const href = `${deps.siteUrl}/reset`;
      return writeTo(tx, deps, email, (siteName) => noAccountLetter(siteName, href), now);
    }
    const href = `${deps.siteUrl}/reset/${secret}`;
    return writeTo(tx, deps, email, (siteName) => resetLetter(siteName, href), now);
  });

/** Sets a new password by a link, ends every session, and begins one; gives the secret for its cookie. */
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
    // All others that were sent, and a change of address that somebody else may have begun.
    await revokeTokens(tx, account.id, ["reset"]);
    await giveUpEmailChange(tx, account.id);
    const href = `${deps.siteUrl}/reset`;
    await writeTo(tx, deps, account.email, (siteName) => passwordChangedLetter(siteName, href), now);
    return { ok: true, secret: await beginSession(tx.db, account.id, device, now) } as const;
  });

/** Changes the password of somebody who is signed in: all other sessions end, and this one has a new secret. Null where it was ended
 *  while the new password was measured: by whoever changed the password elsewhere. */
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
    await writeTo(tx, deps, email, (siteName) => passwordChangedLetter(siteName, href), now);
    return renewSession(tx, sessionId, now);
  });
