// Asks an e-mail address whether it is its guest's: for replies and for what is followed, by one e-mail.

import { z } from "zod";
import { findAccountByEmail } from "~/accounts/account.server";
import { type Correspondent, writeTo } from "~/accounts/mail/correspondence.server";
import { issueToken } from "~/accounts/token.server";
import { CONFIRMATIONS_KEPT_S, CONFIRMATIONS_S, MAX_CONFIRMATIONS } from "~/comments/guests/guest.schema";
import { findGuestEmail, hasNoEmails } from "~/comments/guests/guest-address.server";
import { confirmAddressEmail, confirmPath, guestEmailsPath, hashEmail } from "~/comments/guests/guest-email";
import { findRequestAddress } from "~/following/follow-request.server";
import type { Database, DatabaseClient, Transaction } from "~/platform/database/database.server";
import { defineJob } from "~/platform/jobs/job";
import { enqueue } from "~/platform/jobs/jobs.server";
import { addToCount, forgetCounts, readCount } from "~/platform/rate-limits/last-times.server";

type Deps = Correspondent & { db: Database };

/** What somebody wants e-mail about: a reply, or a thing that they asked to follow. */
type AskedWith = { commentId: number } | { requestId: number };

/** Sends the e-mail that asks for confirmation. A job, so that how long the answer takes tells nothing about an address. */
export const confirmGuestJob = defineJob({
  kind: "confirm-guest",
  queue: "mail",
  payload: z.union([z.object({ commentId: z.number().int() }), z.object({ requestId: z.number().int() })]),
  describe: (payload) =>
    "commentId" in payload ? `comment ${payload.commentId}` : `request ${payload.requestId}`,
  run: (deps: Deps, payload, now) =>
    deps.db.write(async (tx) => {
      const email = await findUnconfirmed(tx.db, payload);
      if (email !== null && (await mayAsk(tx, email, now))) await ask(tx, deps, email, now);
    }),
});

/** Asks an address, at most once a day whoever typed it. Of many who type it at once, one job is kept. */
export const askLater = (tx: Transaction, email: string, asked: AskedWith, now: Date): Promise<void> =>
  enqueue(tx, confirmGuestJob, asked, { key: `confirm-guest:${hashEmail(email)}`, now });

async function findUnconfirmed(db: DatabaseClient, asked: AskedWith): Promise<string | null> {
  if ("requestId" in asked) return findRequestAddress(db, asked.requestId);
  const found = await findGuestEmail(db, asked.commentId);
  return found && !found.isConfirmed ? found.email : null;
}

const keysOf = (email: string) => ({
  day: `confirm-day:${hashEmail(email)}`,
  all: `confirm-all:${hashEmail(email)}`,
});

/** Not whoever turned e-mails off, or whose account an administrator has deactivated. */
async function mayAsk(tx: Transaction, email: string, now: Date): Promise<boolean> {
  if (await hasNoEmails(tx.db, hashEmail(email))) return false;
  const account = await findAccountByEmail(tx.db, email);
  if (account && account.status !== "active") return false;
  const { day, all } = keysOf(email);
  if ((await readCount(tx.db, day, now)) > 0) return false;
  return (await readCount(tx.db, all, now)) < MAX_CONFIRMATIONS;
}

async function ask(tx: Transaction, deps: Deps, email: string, now: Date): Promise<void> {
  const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
  const { day, all } = keysOf(email);
  await addToCount(tx, day, { until: later(CONFIRMATIONS_S), now });
  await addToCount(tx, all, { until: later(CONFIRMATIONS_KEPT_S), now });
  const href = deps.siteUrl + confirmPath(await issueToken(tx, "guest-email", { payload: { email } }, now));
  const unsubscribe = await linkToEmails(tx, deps, email, now);
  await writeTo(tx, deps, email, (siteName) => confirmAddressEmail(siteName, href), now, unsubscribe);
}

/** Forgets how often an address was asked, once its owner has confirmed it. */
export const forgetAsking = (tx: Transaction, email: string): Promise<void> =>
  forgetCounts(tx, Object.values(keysOf(email)));

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
