// A guest confirms their e-mail address, once for all their browsers that typed it, and turns e-mails off.

import { z } from "zod";
import { type Correspondent, writeTo } from "~/accounts/mail/correspondence.server";
import {
  askedFor,
  findToken,
  issueToken,
  spendToken,
  type TokenRefusal,
  wasAsked,
} from "~/accounts/token.server";
import { CONFIRMATIONS_S, REMEMBERED_S, VISIT_S } from "~/comments/guests/guest.schema";
import {
  confirmAddress,
  findGuestEmail,
  hasNoEmails,
  listToConfirm,
  setGuestEmails,
} from "~/comments/guests/guest-address.server";
import { confirmGuestEmail, confirmPath, guestEmailsPath, hashEmail } from "~/comments/guests/guest-email";
import { findGuest, rememberGuest } from "~/comments/guests/guests.server";
import type { Database, DatabaseClient, Transaction } from "~/platform/database/database.server";
import { defineJob } from "~/platform/jobs/job";

type Deps = Correspondent & { db: Database };

/** Sends the e-mail that asks for confirmation: at most one a day to an address, whoever typed it, and none to one that turned
 *  e-mails off. A job, so that how long posting takes tells nothing about an address. */
export const confirmGuestJob = defineJob({
  kind: "confirm-guest",
  queue: "mail",
  payload: z.object({ commentId: z.number().int() }),
  describe: ({ commentId }) => `comment ${commentId}`,
  run: (deps: Deps, { commentId }, now) =>
    deps.db.write(async (tx) => {
      const found = await findGuestEmail(tx.db, commentId);
      if (!found || found.isConfirmed) return;
      const { email } = found;
      if (await hasNoEmails(tx.db, hashEmail(email))) return;
      const askedAs = askedFor("guest-email", email);
      if (await wasAsked(tx, askedAs, new Date(now.getTime() - CONFIRMATIONS_S * 1000))) return;
      const secret = await issueToken(tx, "guest-email", { payload: { email }, askedAs }, now);
      const href = deps.siteUrl + confirmPath(secret);
      const unsubscribe = await linkToEmails(tx, deps, email, now);
      await writeTo(tx, deps, email, (siteName) => confirmGuestEmail(siteName, href), now, unsubscribe);
    }),
});

/** The address at which a guest turns e-mails off. */
export async function linkToEmails(
  tx: Transaction,
  { siteUrl }: Correspondent,
  email: string,
  now: Date,
): Promise<string> {
  const payload = { emailHash: hashEmail(email) };
  return siteUrl + guestEmailsPath(await issueToken(tx, "guest-unsubscribe", { payload }, now));
}

/** What a link to confirm an address is about. */
export async function openConfirmation(db: DatabaseClient, secret: string, now: Date) {
  const link = await findToken<{ email: string }>(db, "guest-email", secret, now);
  if (!link.ok) return link;
  const { email } = link.payload;
  return { ok: true, email, replies: await listToConfirm(db, email, now) } as const;
}

/** Confirms an address for the replies of `ids`, once. Returns the secret for the cookie of the browser that does it; null if the one
 *  that it has, `proof`, stays as it is. Refuses an invalid link, and one press without a reply. */
export const confirmGuest = (
  { db }: { db: Database },
  secret: string,
  { ids, remember, proof }: { ids: number[]; remember: boolean; proof: string | undefined },
  now: Date,
): Promise<
  { ok: true; secret: string | null } | { ok: false; reason: "guest.nothing-chosen" } | TokenRefusal
> =>
  db.write(async (tx) => {
    const opened = await openConfirmation(tx.db, secret, now);
    if (!opened.ok) return opened;
    const { email, replies } = opened;
    if (!replies.some(({ id }) => ids.includes(id)))
      return { ok: false, reason: "guest.nothing-chosen" } as const;
    const spent = await spendToken(tx, "guest-email", secret, now);
    if (!spent.ok) return spent;
    // A guest with another address stays who they are; this browser is then known by the new one.
    const before = proof === undefined ? null : await findGuest(tx.db, proof);
    const isFree = (before?.emailHash ?? hashEmail(email)) === hashEmail(email);
    const lasts = remember ? REMEMBERED_S : VISIT_S;
    const browser = await rememberGuest(tx, isFree ? proof : undefined, { lasts, now });
    await confirmAddress(tx, browser.guest, { email, ids }, now);
    // A cookie that lasts isn't replaced by one that doesn't.
    return { ok: true, secret: remember || browser.secret !== proof ? browser.secret : null } as const;
  });

/** Whether e-mails to a guest's address are on, for the link in each of them. */
export async function readGuestEmails(
  db: DatabaseClient,
  secret: string,
  now: Date,
): Promise<{ ok: true; on: boolean } | TokenRefusal> {
  const link = await findToken<{ emailHash: string }>(db, "guest-unsubscribe", secret, now);
  return link.ok ? { ok: true, on: !(await hasNoEmails(db, link.payload.emailHash)) } : link;
}

/** Turns e-mails to a guest's address off, or on again. Returns false if the link is invalid. Repeated, it changes nothing. */
export const turnGuestEmails = (
  { db }: { db: Database },
  secret: string,
  on: boolean,
  now: Date,
): Promise<boolean> =>
  db.write(async (tx) => {
    const link = await findToken<{ emailHash: string }>(tx.db, "guest-unsubscribe", secret, now);
    if (link.ok) await setGuestEmails(tx, link.payload.emailHash, on, now);
    return link.ok;
  });
