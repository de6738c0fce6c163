import { hashSecret, newSecret } from "~/accounts/token.server";
import { MAX_LINKS, MAX_PICTURES, type ReplyInput } from "~/comments/comment.schema";
import { type AddRefusal, addComment, addHeldComment, type NewComment } from "~/comments/comment.server";
import { newIdPrefix } from "~/comments/comment-rendering.server";
import { hashNetwork } from "~/comments/guests/guest-networks.server";
import { areWaiting } from "~/comments/moderation/moderated-comments.server";
import { addMentions } from "~/comments/references/mention.server";
import {
  findRepeated,
  RepeatedReply,
  rememberReply,
  repeatKey,
  type SentComment,
} from "~/comments/reply/recent-replies.server";
import { addLinks } from "~/links/link.server";
import type { RefusalReason } from "~/markdown/limits";
import type { Mentioning, Rendered, RenderMarkdown } from "~/markdown/rendered";
import { hasVisibleText } from "~/markdown/visible";
import { recordPictures } from "~/media/use/media-use.server";
import { areSame, findShownBy } from "~/media/visibility/pictures-shown.server";
import { addHit } from "~/moderation/blocks/block.server";
import { type HeldFor, MAX_WAITING } from "~/moderation/holding";
import { keepAssessment } from "~/moderation/spam/filter.server";
import { isReservedName } from "~/people/names/reserved-names";
import type { Viewer } from "~/people/viewer";
import type { Database, Transaction } from "~/platform/database/database.server";
import { responseAdded } from "~/responses/responses.server";
import { followAnswers } from "../following/follow-answers.server";
import { tellOfResponse } from "../following/tell-followers.server";
import { askForAddress, type BrowserMemory, recogniseGuest } from "../guests/guest-replies.server";
import type { Sender, ServiceDeps } from "../moderating/ask-spam-service.server";
import { assessReply } from "../moderating/assess-reply.server";
import { type BlockRefusal, reviewReply } from "../moderating/review-reply.server";
import { type HubDeps, tellHubLater } from "../publishing/hub-news.server";
import { checkReplyRules, noteReply, type ReplyRuleRefusal } from "./reply-rules.server";

export type ReplyTextRefusal = {
  ok: false;
  reason:
    | RefusalReason
    | "comment.too-many-links"
    | "comment.too-many-pictures"
    | "comment.pictures-changed"
    | "comment.empty";
};
export type ReplyResult =
  | PostedReply
  | AddRefusal
  | ReplyTextRefusal
  | ReplyRuleRefusal
  | BlockRefusal
  | { ok: false; reason: "queue.full" }
  | { ok: false; reason: "comment.name-reserved" };

export interface PostedReply {
  ok: true;
  comment: SentComment;
  /** The secret of a guest's link to it. It can't be recovered, so a repeated submission has none. */
  secret: string | null;
  /** What the guest's browser is told. */
  browser: BrowserMemory | null;
}

/** Adds a reply to a post or comment (`input.to`): the comment, the counts and the pages of the discussion in
 *  one transaction. It may wait for a moderator (moderation/holding.ts), and then has no place. A repeated
 *  submission returns the existing comment. Refused if the post is not published, if something bars the reply
 *  (reply-rules.server.ts), if a guest would pass for the site, if the writer or what they wrote is blocked, or if a guest’s
 *  reply would have to wait behind too many, also while the text is rendered. */
export async function replyTo(
  deps: ServiceDeps & HubDeps & { db: Database; render: RenderMarkdown },
  viewer: Viewer,
  postId: number,
  input: ReplyInput,
  { now, ...sender }: Sender & { now: Date },
): Promise<ReplyResult> {
  const { db, render, siteSecret } = deps;
  const { clientAddress } = sender;
  const key = repeatKey(siteSecret, viewer, clientAddress, postId, input);
  const secret = viewer.kind === "guest" ? newSecret() : null;
  const networkHash = viewer.kind === "guest" ? hashNetwork(siteSecret, clientAddress) : null;
  const idPrefix = newIdPrefix();
  const shown = await findShownBy(db, input.body, viewer);
  const text = await renderReply(render, input.body, idPrefix, shown);
  const assessment = text.ok ? await assessReply(deps, viewer, { postId, input, text }, sender) : null;
  const add = async (tx: Transaction, rendered: Rendered): Promise<ReplyResult> => {
    const rules = await checkReplyRules(tx.db, viewer, { postId, to: input.to, clientAddress, now });
    if (!rules.ok) return rules;
    if (viewer.kind === "guest" && isReservedName(input.name, rules.settings))
      return { ok: false, reason: "comment.name-reserved" };
    if (!areSame(shown, await findShownBy(tx.db, input.body, viewer))) return PICTURES_CHANGED;
    const isSuspected = assessment?.isSuspected ?? false;
    const submission = { ...submissionOf(viewer, input, rendered), networkHash, postId, isSuspected };
    const { settings } = rules;
    const review = await reviewReply({ db: tx.db, siteSecret }, viewer, submission, { settings, now });
    if (!review.ok) return review;
    const { heldFor, blockId } = review;
    if (heldFor && viewer.kind === "guest" && (await areWaiting(tx.db, MAX_WAITING)))
      return { ok: false, reason: "queue.full" };
    const { guest, browser } = await recogniseGuest(tx, viewer, input, now);
    const comment = {
      ...{ postId, input, text: rendered, idPrefix },
      ...(secret && { secretHash: hashSecret(secret) }),
      ...(guest && { guestId: guest.id }),
      ...(networkHash && { networkHash }),
    };
    const added = await addReply(tx, viewer, comment, heldFor, now);
    if (!added.ok) return added;
    await addLinks(tx, { commentId: added.comment.id }, rendered.links);
    await addMentions(tx, { commentId: added.comment.id }, rendered.mentions);
    if (shown.length > 0) await recordPictures(tx, { commentId: added.comment.id }, input.body, shown);
    if (blockId !== null) await addHit(tx, { commentId: added.comment.id, blockId });
    if (assessment)
      await keepAssessment(tx, { id: added.comment.id, isHeld: heldFor !== null }, assessment, now);
    if (!heldFor) await tellHubLater(tx, deps, { postId, of: "responses" }, now);
    await rememberReply(tx, key, added.comment.id, now);
    await noteReply(tx, rules, now);
    await askForAddress(tx, guest, input, added.comment.id, now);
    if (input.emails) await followAnswers(tx, added.comment.id, now);
    return { ...added, secret, browser };
  };
  const result = text.ok ? await db.write((tx) => add(tx, text)).catch(returnRepeated) : text;
  if (!(result instanceof RepeatedReply) && result.ok) return result;
  // Looked for last, because few replies are repeated. A repeated one may also be refused where the first was
  // not, as when its parent was deleted since.
  const repeated = await findRepeated(db, key, now);
  if (repeated) return { ok: true, comment: repeated, secret: null, browser: null };
  if (result instanceof RepeatedReply) throw result;
  return result;
}

/** The setting has changed, or a picture was removed, since the text was rendered. */
export const PICTURES_CHANGED = { ok: false, reason: "comment.pictures-changed" } as const;

/** What is compared with blocks. A member's name isn't chosen for the reply. */
const submissionOf = (viewer: Viewer, { name, email, site }: ReplyInput, { html }: Rendered) =>
  viewer.kind === "guest" ? { html, name, site, email } : { html, name: "", site: "", email: null };

/** Adds the comment with its place in the discussion, or without one if it is held. */
async function addReply(
  tx: Transaction,
  viewer: Viewer,
  comment: NewComment,
  heldFor: HeldFor | null,
  now: Date,
): Promise<{ ok: true; comment: SentComment } | AddRefusal> {
  if (heldFor) {
    const held = await addHeldComment(tx, viewer, comment, heldFor, now);
    return held.ok ? { ok: true, comment: { id: held.id, number: null, path: null } } : held;
  }
  const added = await addComment(tx, viewer, comment, now);
  if (!added.ok) return added;
  await responseAdded(tx, comment.postId, added.comment);
  await tellOfResponse(tx, added.comment.id, now);
  return added;
}

function returnRepeated(error: unknown): RepeatedReply {
  if (error instanceof RepeatedReply) return error;
  throw error;
}

/** Renders a reply for a preview or a post, with the pictures that it shows, or refuses it. */
export async function renderReply(
  render: RenderMarkdown,
  body: string,
  idPrefix: string,
  shown: readonly string[],
): Promise<({ ok: true } & Rendered) | ReplyTextRefusal> {
  const text = await renderArchivedReply(render, body, idPrefix, shown);
  if (!text.ok) return text;
  if (text.links.filter((link) => !link.local).length > MAX_LINKS)
    return { ok: false, reason: "comment.too-many-links" };
  if (text.pictures > MAX_PICTURES) return { ok: false, reason: "comment.too-many-pictures" };
  return text;
}

/** The same for an archived reply, without the limits of a guest's. */
export async function renderArchivedReply(
  render: RenderMarkdown,
  body: string,
  idPrefix: string,
  shown: readonly string[] = [],
  mentions: Mentioning["mentions"] = "find",
): Promise<({ ok: true } & Rendered) | ReplyTextRefusal> {
  const text = await render(body, { kind: "comment", idPrefix, showsPictures: shown, mentions });
  if (text.ok && !hasVisibleText(text.html)) return { ok: false, reason: "comment.empty" };
  return text;
}
