// Who is told by e-mail of what happens to a draft. Members who turned off notifications aren't.

import { type Correspondent, notify } from "~/accounts/mail/correspondence.server";
import { listRecipients, listRecipientsAtLeast, type Recipient } from "~/accounts/mail/recipients.server";
import { formatDate } from "~/design/calendar";
import { draftPath } from "~/drafts/draft";
import { type Draft, noteTold } from "~/drafts/draft.server";
import {
  changesAcceptedEmail,
  type DraftNews,
  publishedEmail,
  scheduledEmail,
  submittedEmail,
} from "~/drafts/draft-emails";
import type { Member } from "~/people/viewer";
import type { Transaction } from "~/platform/database/database.server";
import type { Email } from "~/platform/mail/email";
import { postPath } from "~/posts/post";
import { findPostRow } from "~/posts/post-commands.server";
import { readSite } from "~/site/site.server";
import { isPublished, isScheduled, isSubmitted, type PostStatus } from "~/visibility/status";

export type Actor = Pick<Member, "id" | "name">;

interface ToldDraft {
  id: number;
  title: string;
  ownerIds: readonly number[];
  toldAt: Date | null;
  post: { slug: string; status: PostStatus } | null;
}

/** A draft that is taken back and handed in again within this time is one piece of news. */
const SAME_NEWS_MS = 60 * 60 * 1000;

/** Tells the editors that a draft waits for them. */
export async function tellEditors(
  tx: Transaction,
  deps: Correspondent,
  draft: ToldDraft,
  by: Actor,
  now: Date,
): Promise<void> {
  if (draft.toldAt && now.getTime() - draft.toldAt.getTime() < SAME_NEWS_MS) return;
  await noteTold(tx, draft.id, now);
  const isChange = draft.post !== null && isPublished(draft.post);
  const news = { title: draft.title, by: by.name, isPublished: isChange };
  const href = `${deps.siteUrl}/write/${draft.id}`;
  const editors = await listRecipientsAtLeast(tx.db, "editor");
  await tell(tx, deps, except(editors, by), (siteName) => submittedEmail(siteName, href, news), now);
}

/** An e-mail that leads to an address. */
export type NewsEmail = (siteName: string, href: string, news: DraftNews) => Email;

/** Tells the writers of a draft what somebody else has done to it. The e-mail leads to a path of the site. */
export async function tellWriters(
  tx: Transaction,
  deps: Correspondent,
  draft: Pick<ToldDraft, "title" | "ownerIds">,
  by: Actor,
  { path, email }: { path: string; email: NewsEmail },
  now: Date,
): Promise<void> {
  const writers = except(await listRecipients(tx.db, draft.ownerIds), by);
  const news = { title: draft.title, by: by.name };
  await tell(tx, deps, writers, (siteName) => email(siteName, deps.siteUrl + path, news), now);
}

/** Tells the writers of a draft that somebody else has published or scheduled it, or has accepted changes that they handed in. `before` is
 *  the draft as it was. */
export async function tellOfPosting(
  tx: Transaction,
  deps: Correspondent,
  before: Draft,
  postId: number,
  by: Actor,
  now: Date,
): Promise<void> {
  const post = await findPostRow(tx.db, postId);
  if (!post) return;
  const isNew = before.post?.status !== post.status;
  const isMoved = before.post?.publishedAt?.getTime() !== post.publishedAt?.getTime();
  const told = (path: string, email: NewsEmail) =>
    tellWriters(tx, deps, { ...before, title: before.text.title }, by, { path, email }, now);
  if (isPublished(post) && isNew) return told(postPath(post.slug), publishedEmail);
  if (isScheduled(post) && post.publishedAt && (isNew || isMoved)) {
    const at = formatDate(post.publishedAt, "moment", await readSite(tx.db));
    return told(draftPath(before.id), (site, href, news) => scheduledEmail(site, href, { ...news, at }));
  }
  if (isSubmitted(before))
    return told(isPublished(post) ? postPath(post.slug) : draftPath(before.id), changesAcceptedEmail);
}

const except = (recipients: Recipient[], { id }: Actor) =>
  recipients.filter(({ personId }) => personId !== id);

export async function tell(
  tx: Transaction,
  deps: Correspondent,
  recipients: Recipient[],
  message: (siteName: string) => Email,
  now: Date,
): Promise<void> {
  for (const { accountId } of recipients) await notify(tx, deps, accountId, message, now);
}
