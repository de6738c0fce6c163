// Drafts of a person who deletes their account.

import type { Transaction } from "~/platform/database/database.server";
import { leaveLinks } from "./draft-link.server";
import { leaveNotes } from "./notes/draft-note.server";

/** Deletes the person's copies and the drafts that nobody else writes, and takes their name off the others, and off notes and links. The working copy of
 *  a post or a page stays with it. */
export async function leaveDrafts(tx: Transaction, personId: number): Promise<void> {
  await tx.db.draftCopy.deleteMany({ where: { personId } });
  await tx.db.draftWriter.deleteMany({ where: { personId } });
  await tx.db.draft.deleteMany({
    where: { ownerId: personId, postId: null, pageId: null, writers: { none: {} } },
  });
  await tx.db.draft.updateMany({ where: { ownerId: personId }, data: { ownerId: null } });
  await leaveNotes(tx, personId);
  await leaveLinks(tx, personId);
  await tx.db.draft.updateMany({ where: { savedById: personId }, data: { savedById: null } });
}
