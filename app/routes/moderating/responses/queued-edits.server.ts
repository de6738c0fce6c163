import type { HeldEdit } from "~/comments/editing/held-edits.server";
import { showCuts } from "~/comments/editing/passages";
import { listQueuedComments } from "~/comments/moderation/moderated-comments.server";
import { listEditPictures } from "~/media/visibility/edit-pictures.server";
import { listVerdicts } from "~/moderation/spam/filter.server";
import type { QueuedEdit } from "~/moderation/texts/held-edit";
import type { DatabaseClient } from "~/platform/database/database.server";
import { compareTexts, isSameText, startSearch } from "~/revisions/comparison";

/** Edits that one page shows, few because each is compared; the next follow when these are decided about. */
export const EDITS_ON_PAGE = 20;

/** Edits with their comments, and what they change. */
export async function toQueuedEdits(db: DatabaseClient, edits: HeldEdit[]): Promise<QueuedEdit[]> {
  if (edits.length === 0) return [];
  const ids = edits.map(({ commentId }) => commentId);
  const comments = new Map((await listQueuedComments(db, ids)).map((comment) => [comment.id, comment]));
  const verdicts = await listVerdicts(db, ids);
  const pictures = await listEditPictures(
    db,
    edits.map(({ id }) => id),
  );
  // One time for all.
  const left = startSearch();
  return edits.flatMap(
    ({ id, commentId, status, heldFor, createdAt, source, comment: { source: before } }) => {
      const comment = comments.get(commentId);
      if (!comment) return [];
      const passages = compareTexts(showCuts(before), showCuts(source), left);
      const comparison = { fields: [], passages, isSame: isSameText(passages) };
      const more = { verdict: verdicts[commentId], pictures: pictures.get(id) ?? [] };
      return { id, status, heldFor, createdAt, comment, comparison, ...more };
    },
  );
}
