// What its writer may change of a comment, and which changes readers are told of.

import { isApproved, isHeld } from "~/visibility/status";

/** Within this time a comment may be edited although someone has replied, and without a mark while nobody has:
 *  most slips are seen just after posting. */
export const EDIT_MINUTES = 15;
const EDIT_MS = EDIT_MINUTES * 60 * 1000;

/** Earlier texts kept of a comment, each of which readers may compare. Whoever needs more edits than this is
 *  writing something new. */
export const MAX_COMMENT_VERSIONS = 20;

export interface Editable {
  status: string;
  /** Null if it was never public. */
  number: number | null;
  replyCount: number;
  createdAt: Date;
  editedAt: Date | null;
}

export type EditingRefusal = "comment.hidden" | "comment.answered";

/** Why its writer may not edit a comment; null if they may. A held one may be edited: nobody has read it, or a
 *  moderator is about to read it again. */
export function whyNotEditable(comment: Editable, now: Date): EditingRefusal | null {
  if (!isApproved(comment) && !isHeld(comment)) return "comment.hidden";
  return mayStillEdit(comment, now) ? null : "comment.answered";
}

/** The part of the rule that depends on time and replies. */
export const mayStillEdit = (comment: Pick<Editable, "replyCount" | "createdAt">, now: Date): boolean =>
  comment.replyCount === 0 || isRecent(comment, now);

/** Whether readers are told of an edit made now: others may have read, or replied to, what stood there. */
export const isEditTold = (comment: Editable, now: Date): boolean =>
  comment.number !== null && (comment.editedAt !== null || comment.replyCount > 0 || !isRecent(comment, now));

const isRecent = ({ createdAt }: Pick<Editable, "createdAt">, now: Date) =>
  now.getTime() - createdAt.getTime() < EDIT_MS;
