// A site with followers, whose e-mails arrive at a real mail server.

import { onTestFinished } from "vitest";
import { sendNotificationsJob } from "~/flows/following/send-notifications.server";
import { tellOfMentionsJob, tellOfPostJob, tellOfResponseJob } from "~/flows/following/tell-followers.server";
import type { Chosen } from "~/following/following.schema";
import { subscriberOf } from "~/following/subscriber.server";
import { follow, type Thing } from "~/following/subscription.server";
import { createLog } from "~/platform/log.server";
import { createMailer } from "~/platform/mail/mail.server";
import { UNLIMITED } from "~/platform/rate-limits/rate-limits.server";
import { newDatabaseUrl, SITE_SECRET, SITE_URL, temporaryFolder } from "../../factories/database";
import { createMember, type TestMember } from "../../factories/people";
import { NOW } from "../../factories/posts";
import { openSink } from "../../platform/mail/smtp-sink";
import { open } from "../../portability/sites";

const MINUTE_MS = 60_000;
/** Minutes after the beginning. */
export const after = (minutes: number) => new Date(NOW.getTime() + minutes * MINUTE_MS);

export async function openFollowing() {
  const sink = await openSink();
  const settings = { smtpUrl: sink.url, from: "Longtable <site@longtable.test>", folder: temporaryFolder() };
  const mailer = createMailer(settings, createLog("silent"));
  onTestFinished(() => mailer.close());
  const site = {
    ...open(await newDatabaseUrl()),
    siteUrl: SITE_URL,
    siteSecret: SITE_SECRET,
    mailer,
    followerEmailLimit: UNLIMITED,
  };
  const { db } = site;
  const join = (handle: string) => createMember(db, handle, { password: null });
  const followAs = (member: TestMember, thing: Thing, delivery: Chosen = "at-once") =>
    db.write(async (tx) => follow(tx, await subscriberOf(tx, member.accountId, NOW), thing, delivery, NOW));
  /** Runs the jobs that tell, as far as they are due. */
  async function tell(minutes: number) {
    const now = after(minutes);
    for (const job of [tellOfResponseJob, tellOfMentionsJob, tellOfPostJob]) {
      for (;;) {
        const row = await db.job.findFirst({
          where: { kind: job.kind, status: "waiting", dueAt: { lte: now } },
          orderBy: { id: "asc" },
        });
        if (!row) break;
        await job.run(site, JSON.parse(row.payload), now);
        await db.job.update({ where: { id: row.id }, data: { status: "done" } });
      }
    }
  }
  /** Tells and sends. Returns the new e-mails, by their address. */
  async function send(minutes: number) {
    const known = sink.messages.length;
    await tell(minutes);
    await sendNotificationsJob.run(site, {}, after(minutes));
    return sink.messages.slice(known).sort((a, b) => a.to.localeCompare(b.to));
  }
  return { site, db, sink, join, followAs, tell, send };
}
