import { explainReplyRefusal, type ReplyRefusalReason } from "../reply/reply-refusals";
import { EDIT_MINUTES, MAX_COMMENT_VERSIONS } from "./editing";

/** Refusals because of the comment's state, whatever the new text is. */
const OF_STATE = {
  "comment.hidden": "You can’t edit this comment, because a moderator has removed it.",
  "comment.answered": `You can’t edit this comment any more: someone has replied to it, and ${EDIT_MINUTES} minutes have passed. You can post a reply instead.`,
  "comment.changed":
    "Your changes weren’t saved: this comment was edited in another tab or on another device, or a moderator changed it. Its present text stands below. To replace it with yours, save again.",
  "comment.edited-often": `You can’t edit this comment any more: it has been edited ${MAX_COMMENT_VERSIONS} times, which is the limit. You can post a reply instead.`,
} as const;

export type EditStateReason = keyof typeof OF_STATE;

export const isOfState = (reason: string): reason is EditStateReason => reason in OF_STATE;

/** Why an edit was refused, and what to do. */
export const explainEditRefusal = (reason: EditStateReason | ReplyRefusalReason): string =>
  isOfState(reason) ? OF_STATE[reason] : explainReplyRefusal(reason);

/** Whether saving again can't help: the form has no button then. */
export const isFinal = (reason: EditStateReason | null): boolean =>
  reason === "comment.hidden" || reason === "comment.answered" || reason === "comment.edited-often";
