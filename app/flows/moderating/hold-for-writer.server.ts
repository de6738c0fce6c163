// The writer of a post holds a response to it: it is hidden until a moderator decides.

import { mayNow } from "~/accounts/present-rights.server";
import { noteWhyHeld } from "~/comments/moderation/comment-status.server";
import { findCommentOnPost } from "~/comments/moderation/moderated-comments.server";
import { isWriterAsking, WRITER_ASKED } from "~/moderation/actions";
import { addEntry, findLastEntry } from "~/moderation/log/log.server";
import type { Member } from "~/people/viewer";
import { findPostOwners } from "~/posts/post-commands.server";
import { setResponseStatus } from "~/responses/response-status.server";
import { isApproved, isHeld, isPublished, responseStatus } from "~/visibility/status";
import { tellHubOfStatus } from "../publishing/hub-news.server";
import { tellLater } from "./decision-news.server";
import type { ModeratingDeps } from "./moderate-responses.server";

export type HoldResult =
  | { ok: true; slug: string }
  | { ok: false; reason: "comment.not-found" }
  | { ok: false; reason: "moderation.decided" };

/** Holds a readable comment on a post of the member's. Refused as not found on others' posts and for one's own comment, which can be
 *  deleted instead; and if a moderator has approved the comment before: their decision stands. Held by them already, it is as it was. */
export const holdForWriter = (
  deps: ModeratingDeps,
  member: Member,
  commentId: number,
  now: Date,
): Promise<HoldResult> =>
  deps.db.write(async (tx) => {
    const comment = await findCommentOnPost(tx.db, commentId);
    const owners = comment && (await findPostOwners(tx.db, comment.postId));
    if (!owners || !isPublished(comment.post) || comment.personId === member.id) return NOT_FOUND;
    if (!(await mayNow(tx.db, member, "response.hold", owners))) return NOT_FOUND;
    const response = { kind: "comment", id: commentId } as const;
    const last = await findLastEntry(tx.db, response);
    // A second press of the button.
    if (isHeld(comment) && last && isWriterAsking(last))
      return { ok: true, slug: comment.post.slug } as const;
    if (!isApproved(comment)) return NOT_FOUND;
    if (last?.action === "approve") return { ok: false, reason: "moderation.decided" } as const;
    const held = await setResponseStatus(tx, response, responseStatus.held);
    if (!held.ok) return NOT_FOUND;
    await tellHubOfStatus(tx, deps, { ...held, to: responseStatus.held }, now);
    await noteWhyHeld(tx, commentId, "writer");
    const entry = { action: "hold", response, was: held.was, reason: WRITER_ASKED, words: "" } as const;
    await tellLater(tx, await addEntry(tx, member.id, entry, now), now);
    return { ok: true, slug: comment.post.slug } as const;
  });

const NOT_FOUND = { ok: false, reason: "comment.not-found" } as const;
