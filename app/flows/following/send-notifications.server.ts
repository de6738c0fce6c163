// Sends the e-mails to followers that are due. Each is sent by this job itself and noted at once: if its process ends, at most the e-mails
// that were just being sent go again, with the same Message-ID.

import pLimit from "p-limit";
import { z } from "zod";
import { commentPath } from "~/comments/comment";
import { findToldResponse } from "~/comments/comment-news.server";
import { type DueEmail, type DueItem, noteRefused, noteSent, release, takeDue } from "~/following/due.server";
import { followerEmail, type Shown } from "~/following/notification-email";
import { standingLink } from "~/following/subscriber.server";
import type { Database } from "~/platform/database/database.server";
import { defineJob } from "~/platform/jobs/job";
import { type Mailer, type MailPool, refusalOf } from "~/platform/mail/mail.server";
import type { SiteSecret } from "~/platform/site-secret.server";
import { postPath } from "~/posts/post";
import { findToldPost } from "~/posts/post-news.server";
import { readSite } from "~/site/site.server";

interface Deps {
  db: Database;
  mailer: Mailer;
  siteSecret: SiteSecret;
  siteUrl: string;
}

/** Connections to the mail server. */
const CONNECTIONS = 5;
/** What an attempt may take of its ten minutes. The rest waits a minute for the next. */
const MAX_MS = 8 * 60 * 1000;

export const sendNotificationsJob = defineJob({
  kind: "send-notifications",
  queue: "following",
  payload: z.object({}),
  async run(deps: Deps, _payload, now) {
    const until = performance.now() + MAX_MS;
    let pool: MailPool | null = null;
    const texts = new Map<string, Promise<Shown | null>>();
    try {
      while (performance.now() < until) {
        const { hostname } = new URL(deps.siteUrl);
        const emails = await deps.db.write((tx) => takeDue(tx, hostname, now));
        if (emails.length === 0) return;
        pool ??= await deps.mailer.openPool(CONNECTIONS);
        await sendAll(deps, pool, emails, texts, now);
      }
    } finally {
      pool?.close();
    }
  },
});

/** Every minute. */
export const SEND_NOTIFICATIONS_PATTERN = "* * * * *";

/** A recipient whom the mail server refuses keeps nobody else waiting. After any other failure no more are tried: it throws. */
async function sendAll(
  deps: Deps,
  pool: MailPool,
  emails: DueEmail[],
  texts: Map<string, Promise<Shown | null>>,
  now: Date,
): Promise<void> {
  const { name: siteName } = await readSite(deps.db);
  const limit = pLimit(CONNECTIONS);
  let failure: { error: unknown } | null = null;
  const unsent = new Set(emails);
  const send = async (email: DueEmail) => {
    if (failure) return;
    try {
      await sendOne(deps, pool, email, { siteName, texts, now });
    } catch (error) {
      const refusal = refusalOf(error);
      if (!refusal) {
        failure = { error };
        return;
      }
      await deps.db.write((tx) => noteRefused(tx, email, refusal, now));
    }
    unsent.delete(email);
  };
  await Promise.all(emails.map((email) => limit(() => send(email))));
  if (!failure) return;
  await deps.db.write((tx) => release(tx, [...unsent], now));
  throw (failure as { error: unknown }).error;
}

async function sendOne(
  { db, siteSecret, siteUrl }: Deps,
  pool: MailPool,
  email: DueEmail,
  { siteName, texts, now }: { siteName: string; texts: Map<string, Promise<Shown | null>>; now: Date },
): Promise<void> {
  const shown: Shown[] = [];
  for (const item of email.items) {
    const text = await readOnce(db, item, texts);
    if (text) shown.push({ ...text, reason: item.reason, followed: item.followed });
  }
  if (shown.length > 0) {
    const link = standingLink(siteSecret, email.subscriber);
    const manageHref = `${siteUrl}/following/by-link/${link}`;
    const { isMember } = email.subscriber;
    const frame = { siteName, siteUrl, delivery: email.delivery, manageHref, isMember };
    const message = followerEmail(shown, frame);
    await pool.send({
      ...{ to: email.to, ...message, messageId: email.messageId },
      unsubscribe: `${siteUrl}/following/by-link/${link}/stop${endingOf(email)}`,
      ...(email.delivery === "at-once" && { conversation: conversationId(email, siteUrl) }),
    });
  }
  await db.write((tx) => noteSent(tx, email, shown.length > 0 ? now : null));
}

/** A mail program's own button ends just what an e-mail is about; of a letter about several things, all. */
function endingOf({ items }: DueEmail): string {
  const ids = new Set(items.map(({ subscriptionId }) => subscriptionId));
  const [only] = ids;
  if (ids.size !== 1 || only === undefined) return "";
  if (only !== null) return `?only=${only}`;
  const reasons = new Set(items.map(({ reason }) => reason));
  return reasons.size === 1 ? `?only=${[...reasons][0]}` : "";
}

/** All e-mails about one conversation name it, so that mail programs show them together (RFC 5322, 3.6.4). */
const conversationId = ({ items }: DueEmail, siteUrl: string) =>
  `<post-${items[0]?.postId}@${new URL(siteUrl).hostname}>`;

/** What a thing says, read once for all who are told of it. */
function readOnce(
  db: Database,
  item: DueItem,
  texts: Map<string, Promise<Shown | null>>,
): Promise<Shown | null> {
  const key = item.commentId === null ? `post ${item.newPostId}` : `comment ${item.commentId}`;
  const text = texts.get(key) ?? (item.commentId === null ? readPost(db, item) : readResponse(db, item));
  texts.set(key, text);
  return text;
}

async function readResponse(db: Database, { commentId }: DueItem): Promise<Shown | null> {
  const comment = await findToldResponse(db, commentId ?? 0);
  if (!comment) return null;
  const { id, post } = comment;
  return {
    ...{ kind: "response", reason: "post", followed: null },
    ...{
      name: comment.person?.name ?? comment.guestName ?? "Someone",
      title: post.title,
      words: comment.source,
    },
    ...{ path: commentPath(id), replyPath: `${postPath(post.slug)}/respond?to=${id}#respond` },
  };
}

async function readPost(db: Database, { newPostId }: DueItem): Promise<Shown | null> {
  const post = await findToldPost(db, newPostId ?? 0);
  if (!post) return null;
  const names = post.bylines.map(({ person }) => person.name);
  return {
    ...{ kind: "post", reason: "site", followed: null, replyPath: null },
    ...{ name: names.join(", "), title: post.title, words: post.summary || post.source },
    path: postPath(post.slug),
  };
}
