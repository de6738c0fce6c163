// Asks the spam service about a reply, if one is set, and tells it where a moderator decides otherwise.

import { z } from "zod";
import type { ReplyInput } from "~/comments/comment.schema";
import { findEdit } from "~/comments/editing/held-edits.server";
import { findSentComment, type SentComment } from "~/comments/moderation/comment-texts.server";
import { HONEYPOT_FIELD } from "~/comments/reply/form-checks";
import { MODERATED, type ModerationAction, type Reason } from "~/moderation/actions";
import { type Entry, findEntry } from "~/moderation/log/log.server";
import {
  findCheck,
  findEditCheck,
  noteEditTold,
  noteTold,
  type ServiceCheck,
} from "~/moderation/spam/akismet/checks.server";
import type { SpamService } from "~/moderation/spam/akismet/spam-service.server";
import { IS_SPAM } from "~/moderation/spam/learning.server";
import { isTextAction } from "~/moderation/texts/text-actions";
import type { Viewer } from "~/people/viewer";
import type { Database, DatabaseClient, Transaction } from "~/platform/database/database.server";
import { defineJob } from "~/platform/jobs/job";
import type { SiteSecret } from "~/platform/site-secret.server";
import { postPath } from "~/posts/post";
import { listPostNames } from "~/posts/post.server";
import { readReplySettings } from "~/site/site.server";
import { isHeld } from "~/visibility/status";
import { isTrusted } from "../responding/reply-rules.server";

/** What a request says about where it comes from. */
export interface Sender {
  clientAddress: string;
  userAgent?: string;
  referrer?: string;
}

export interface ServiceDeps {
  siteSecret: SiteSecret;
  siteUrl?: string;
  spamService?: SpamService | null;
}

/** What the service says about a reply whose writer isn't known; null if none is set, if it isn't needed because nothing is held
 *  here or the writer is trusted, or if it says nothing. Not to be called in a transaction: it may take seconds. */
export async function askSpamService(
  { db, spamService, siteUrl = "", siteSecret }: ServiceDeps & { db: DatabaseClient },
  viewer: Viewer,
  { postId, input, isEdit }: { postId: number; input: ReplyInput; isEdit: boolean },
  sender: Sender | null,
): Promise<(ServiceCheck & { name: string }) | null> {
  if (!spamService || !sender) return null;
  const { holding, language } = await readReplySettings(db);
  if (holding === "nobody" || (await isTrusted(db, viewer, postId))) return null;
  const [post] = await listPostNames(db, [postId]);
  if (!post) return null;
  const isGuest = viewer.kind === "guest";
  const facts: Facts = {
    user_ip: sender.clientAddress,
    user_agent: sender.userAgent ?? "",
    referrer: sender.referrer ?? "",
    blog_lang: language,
  };
  const isSpam = await spamService.check({
    ...facts,
    permalink: siteUrl + postPath(post.slug),
    comment_type: input.to === undefined ? "comment" : "reply",
    comment_author: isGuest ? input.name : viewer.name,
    comment_author_url: isGuest ? input.site : "",
    comment_content: input.body,
    ...(isEdit ? { recheck_reason: "edit" } : { honeypot_field_name: HONEYPOT_FIELD }),
  });
  if (isSpam === null) return null;
  const sealed = siteSecret.seal("spam-check", JSON.stringify(facts));
  return { isSpam, sealed, name: spamService.name };
}

/** What isn't stored with a comment. */
const factsSchema = z.object({
  ...{ user_ip: z.string(), user_agent: z.string(), referrer: z.string(), blog_lang: z.string() },
});
type Facts = z.infer<typeof factsSchema>;

/** Tells the service of a decision that stands, if it said otherwise. */
export const tellSpamServiceJob = defineJob({
  kind: "tell-spam-service",
  queue: "outbound",
  payload: z.object({ entryId: z.number().int() }),
  describe: ({ entryId }) => `log entry ${entryId}`,
  async run(
    { db, spamService, siteSecret, siteUrl = "" }: ServiceDeps & { db: Database },
    { entryId },
  ): Promise<void> {
    const entry = await findEntry(db, entryId);
    if (!spamService || !entry || entry.undoneAt || entry.commentId === null) return;
    const comment = await findSentComment(db, entry.commentId);
    if (!comment) return;
    const decided = await findDecided(db, entry, comment);
    if (!decided?.check || decided.check.isSpam === decided.isSpam) return;
    const { isSpam, check, source } = decided;
    // The secret of the site that asked may be another's, after a restore.
    const facts = siteSecret.open("spam-check", check.sealed);
    if (facts === null) return;
    await spamService.tell(isSpam, {
      ...factsSchema.parse(JSON.parse(facts)),
      permalink: siteUrl + postPath(comment.post.slug),
      comment_type: comment.parentId === null ? "comment" : "reply",
      comment_author: comment.person?.name ?? comment.guestName ?? "",
      comment_author_url: comment.guestSite ?? "",
      comment_content: source,
    });
    await db.write((tx) => decided.note(tx));
  },
});

/** What an entry that stands says about a comment or an edit: whether it is spam, and what the service said; null if nothing. */
async function findDecided(db: DatabaseClient, { action, reason, editId }: Entry, comment: SentComment) {
  if (!isTextAction(action)) {
    const isSpam = IS_SPAM[action as ModerationAction];
    if (isSpam === null || comment.status !== MODERATED[action as ModerationAction]) return null;
    const { id, source } = comment;
    const check = await findCheck(db, id);
    return { isSpam, source, check, note: (tx: Transaction) => noteTold(tx, id, isSpam) };
  }
  const isSpam = isSpamEdit(action, reason);
  const edit = editId === null || isSpam === null ? null : await findEdit(db, { id: editId });
  if (!edit || isSpam === null || isHeld(edit)) return null;
  const check = await findEditCheck(db, edit.id);
  return { isSpam, source: edit.source, check, note: (tx: Transaction) => noteEditTold(tx, edit.id, isSpam) };
}

/** An edit that is spam is refused as advertising (docs/decisions/0067). */
function isSpamEdit(action: string, reason: string): boolean | null {
  if (action === "approve-edit") return false;
  return action === "refuse-edit" && reason === ("advertising" satisfies Reason) ? true : null;
}
