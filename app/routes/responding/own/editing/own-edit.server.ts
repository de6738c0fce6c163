import { findEdit } from "~/comments/editing/held-edits.server";
import { findLastCut, findLastEntry } from "~/moderation/log/log.server";
import type { OwnEditData } from "~/moderation/texts/own-edit";
import type { DatabaseClient } from "~/platform/database/database.server";
import { compare } from "~/revisions/comparison";
import { isApproved } from "~/visibility/status";

/** The edit of a published comment that waits or was refused, for its own writer. */
export async function findOwnEdit(
  db: DatabaseClient,
  comment: { id: number; status: string },
): Promise<OwnEditData | null> {
  if (!isApproved(comment)) return null;
  const edit = await findEdit(db, { commentId: comment.id });
  if (!edit || isApproved(edit)) return null;
  const { id, status, heldFor, createdAt, source } = edit;
  const comparison = compare({ fields: {}, source: edit.comment.source }, { fields: {}, source });
  const decision = await findLastEntry(db, { kind: "edit", id });
  return { status, heldFor, createdAt, decision, comparison };
}

/** Why a moderator cut a passage of a comment, for its own writer; null if none did. */
export async function findOwnCut(
  db: DatabaseClient,
  { id, cutAt }: { id: number; cutAt: Date | null },
): Promise<{ reason: string; words: string } | null> {
  const entry = cutAt && (await findLastCut(db, id));
  return entry && { reason: entry.reason, words: entry.words };
}
