// Sends the e-mails to followers that are due. Each is sent by this job itself and noted at once: if its process ends, at most the e-mails
// that were just being sent go again, with the same Message-ID.

import { setTimeout as pause } from "node:timers/promises";
import pLimit from "p-limit";
import { z } from "zod";
import { type DueEmail, noteRefused, noteSent, release, takeDue } from "~/following/due.server";
import { followerEmail, type Shown } from "~/following/emails/follower-email";
import { standingLink } from "~/following/subscriber.server";
import type { Database } from "~/platform/database/database.server";
import { defineJob } from "~/platform/jobs/job";
import { type Mailer, type MailPool, refusalOf } from "~/platform/mail/mail.server";
import type { RateLimiter } from "~/platform/rate-limits/rate-limits.server";
import type { SiteSecret } from "~/platform/site-secret.server";
import { readSite } from "~/site/site.server";
import { createReader, type ReadItem } from "./told-items.server";

export interface SendingDeps {
  db: Database;
  mailer: Mailer;
  /** How many e-mails to followers may go in a minute. */
  followerEmailLimit: RateLimiter;
  siteSecret: SiteSecret;
  siteUrl: string;
}

/** Connections to the mail server. */
export const CONNECTIONS = 5;
/** Rest of a connection after an e-mail, since readers come first: 5,000 e-mails take half a minute, and not eight seconds. */
const REST_MS = 20;
/** Time of an attempt: between two, what is new is noted. The next begins within a minute. */
const MAX_MS = 50 * 1000;

export const sendNotificationsJob = defineJob({
  kind: "send-notifications",
  queue: "following",
  payload: z.object({}),
  async run(deps: SendingDeps, _payload, began) {
    const start = performance.now();
    const elapsed = () => performance.now() - start;
    const run: Run = {
      ...{ deps, siteName: (await readSite(deps.db)).name, isOver: () => elapsed() > MAX_MS },
      now: () => new Date(began.getTime() + elapsed()),
    };
    const { hostname } = new URL(deps.siteUrl);
    let pool: MailPool | null = null;
    try {
      while (!run.isOver()) {
        const emails = await deps.db.write((tx) => takeDue(tx, hostname, run.now()));
        if (!emails) return;
        pool ??= await deps.mailer.openPool(CONNECTIONS);
        await sendAll(run, pool, emails);
      }
    } finally {
      pool?.close();
    }
  },
});

/** Every minute. */
export const SEND_NOTIFICATIONS_PATTERN = "* * * * *";

/** An attempt of the job. */
interface Run {
  deps: SendingDeps;
  siteName: string;
  now(): Date;
  isOver(): boolean;
}

/** A recipient whom the mail server refuses keeps nobody else waiting. After any other failure no more are tried: it throws. What isn't
 *  sent is given back. */
async function sendAll(run: Run, pool: MailPool, emails: DueEmail[]): Promise<void> {
  const { db, siteUrl } = run.deps;
  // Read again for each portion, because some may be removed meanwhile.
  const read = createReader(db, siteUrl);
  const limit = pLimit(CONNECTIONS);
  let failure: { error: unknown } | null = null;
  const unsent = new Set(emails);
  const send = async (email: DueEmail) => {
    if (failure) return;
    try {
      if (!(await sendOne(run, pool, email, read))) return;
    } catch (error) {
      const refusal = refusalOf(error);
      if (!refusal) {
        failure = { error };
        return;
      }
      await db.write((tx) => noteRefused(tx, email, refusal, run.now()));
    }
    unsent.delete(email);
    await pause(REST_MS);
  };
  await Promise.all(emails.map((email) => limit(() => send(email))));
  if (unsent.size > 0) await db.write((tx) => release(tx, [...unsent], run.now()));
  if (failure) throw (failure as { error: unknown }).error;
}

/** Sends an e-mail, unless there is nothing left to tell. False if there is no time for it in this attempt. */
async function sendOne(run: Run, pool: MailPool, email: DueEmail, read: ReadItem): Promise<boolean> {
  const { db, siteSecret, siteUrl } = run.deps;
  const shown: Shown[] = [];
  for (const told of email.items) {
    const item = await read(told);
    if (item) shown.push({ item, reason: told.reason, followed: told.followed });
  }
  if (shown.length > 0) {
    if (!(await waitForTurn(run))) return false;
    const manageHref = `${siteUrl}/following/by-link/${standingLink(siteSecret, email.subscriber)}`;
    const ending = endingOf(email);
    const stopHref = ending && `${manageHref}/stop?only=${ending}`;
    await pool.send({
      ...{ to: email.to, messageId: email.messageId, unsubscribe: stopHref ?? `${manageHref}/stop` },
      ...followerEmail(shown, {
        ...{ siteName: run.siteName, siteUrl, delivery: email.delivery, manageHref, stopHref },
        isMember: email.subscriber.isMember,
      }),
      ...(email.delivery === "at-once" && { conversation: conversationId(email, siteUrl) }),
    });
  }
  await db.write((tx) => noteSent(tx, email, shown.length > 0 ? run.now() : null));
  return true;
}

/** Waits until the site's limit allows an e-mail. False if that is after the end of this attempt. */
async function waitForTurn({ deps, isOver }: Run): Promise<boolean> {
  for (;;) {
    if (isOver()) return false;
    const seconds = await deps.followerEmailLimit.secondsToWait("all");
    if (seconds === 0) return true;
    await pause(Math.min(seconds, 1) * 1000);
  }
}

/** A mail program's own button ends just what an e-mail is about; of a letter about several things, all (null). */
function endingOf({ items }: DueEmail): string | null {
  const ids = new Set(items.map(({ subscriptionId }) => subscriptionId));
  const [only] = ids;
  if (ids.size !== 1 || only === undefined) return null;
  if (only !== null) return String(only);
  const reasons = new Set(items.map(({ reason }) => reason));
  return reasons.size === 1 ? ([...reasons][0] ?? null) : null;
}

/** All e-mails about one conversation name it, so that mail programs show them together (RFC 5322, 3.6.4). */
const conversationId = ({ items }: DueEmail, siteUrl: string) =>
  `<post-${items[0]?.postId}@${new URL(siteUrl).hostname}>`;
