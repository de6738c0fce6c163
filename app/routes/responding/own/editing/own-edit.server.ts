import { findEdit } from "~/comments/editing/held-edits.server";
import { showCuts } from "~/comments/editing/passages";
import { findLastEntry, findLastTextRemoval } from "~/moderation/log/log.server";
import type { OwnDecision, OwnRemoval } from "~/moderation/own-reply";
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
  const comparison = compare(
    { fields: {}, source: showCuts(edit.comment.source) },
    { fields: {}, source: showCuts(source) },
  );
  const decision = await findLastEntry(db, { kind: "edit", id });
  return { status, heldFor, createdAt, decision, comparison };
}

/** What moderators took away of a comment's texts, and why, for its own writer. */
export async function listOwnRemovals(
  db: DatabaseClient,
  { id: commentId, cutAt }: { id: number; cutAt: Date | null },
): Promise<OwnRemoval[]> {
  const cut = cutAt && (await findLastTextRemoval(db, { commentId, action: "cut-passage" }));
  const version = await findLastTextRemoval(db, { commentId, action: "remove-version" });
  return [
    ...(cut ? [{ action: "cut-passage" as const, ...why(cut) }] : []),
    ...(version ? [{ action: "remove-version" as const, ...why(version) }] : []),
  ];
}

const why = ({ reason, words }: OwnDecision): OwnDecision => ({ reason, words });
