// Asks once a year whether somebody wants to go on with what they follow by e-mail, and pauses what nobody keeps.

import { z } from "zod";
import { formatDate } from "~/design/calendar";
import { ANSWER_MS, noteArrival, noteRefusal, pauseUnkept } from "~/following/emails/pause.server";
import {
  listUnasked,
  noteAsked,
  type Question,
  questionEmail,
} from "~/following/emails/yearly-question.server";
import { standingLink } from "~/following/subscriber.server";
import { defineJob } from "~/platform/jobs/job";
import { enqueue } from "~/platform/jobs/jobs.server";
import { asHtml, asText } from "~/platform/mail/email";
import { type MailPool, refusalOf } from "~/platform/mail/mail.server";
import { readSite, type Site } from "~/site/site.server";
import { CONNECTIONS, type SendingDeps } from "./send-notifications.server";

/** Time of an attempt. The next goes on a minute later. */
const MAX_MS = 50 * 1000;
const PAUSE_MS = 60 * 1000;

export const askToKeepJob = defineJob({
  kind: "ask-to-keep",
  queue: "following",
  payload: z.object({}),
  async run(deps: SendingDeps, _payload, now): Promise<void> {
    await deps.db.write((tx) => pauseUnkept(tx, now));
    const until = performance.now() + MAX_MS;
    let pool: MailPool | null = null;
    try {
      for (let after = 0; ; ) {
        const questions = await listUnasked(deps.db, new URL(deps.siteUrl).hostname, after, now);
        if (questions.length === 0) return;
        after = questions.at(-1)?.subscriber.id ?? after;
        pool ??= await deps.mailer.openPool(CONNECTIONS);
        const site = await readSite(deps.db);
        for (const question of questions) {
          const wait = await deps.followerEmailLimit.secondsToWait("all");
          if (wait > 0 || performance.now() > until)
            return await deps.db.write((tx) =>
              enqueue(tx, askToKeepJob, {}, { now, at: new Date(now.getTime() + PAUSE_MS) }),
            );
          await ask(deps, pool, site, question, now);
        }
      }
    } finally {
      pool?.close();
    }
  },
});

async function ask(
  deps: SendingDeps,
  pool: MailPool,
  site: Site,
  question: Question,
  now: Date,
): Promise<void> {
  const { db, siteSecret, siteUrl } = deps;
  const { subscriber, to, messageId } = question;
  const { name: siteName } = site;
  const manageHref = `${siteUrl}/following/by-link/${standingLink(siteSecret, subscriber)}`;
  const pausedOn = formatDate(new Date(now.getTime() + ANSWER_MS), "day", site);
  const words = { siteName, keepHref: `${manageHref}/keep`, pausedOn };
  const email = await questionEmail(db, subscriber.id, words);
  const unsubscribe = `${manageHref}/stop`;
  const frame = { siteName, siteUrl, unsubscribe };
  try {
    await pool.send({
      ...{ to, messageId, unsubscribe, subject: email.subject },
      ...{ text: asText(email, frame), html: asHtml(email, frame) },
    });
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    // They are asked again tomorrow.
    if (refusal === "for good") await db.write((tx) => noteRefusal(tx, subscriber.id, now));
    return;
  }
  await db.write(async (tx) => {
    await noteAsked(tx, subscriber.id, now);
    if (subscriber.refusals > 0) await noteArrival(tx, subscriber.id);
  });
}
