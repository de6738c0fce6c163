// Drafts of a person who deletes their account.

import type { Transaction } from "~/platform/database/database.server";

/** Deletes the person's copies and the drafts that nobody else writes, and takes their name off the others. A post's working copy stays
 *  with the post. */
export async function leaveDrafts(tx: Transaction, personId: number): Promise<void> {
  await tx.db.draftCopy.deleteMany({ where: { personId } });
  await tx.db.draftWriter.deleteMany({ where: { personId } });
  await tx.db.draft.deleteMany({ where: { ownerId: personId, postId: null, writers: { none: {} } } });
  await tx.db.draft.updateMany({ where: { ownerId: personId }, data: { ownerId: null } });
  await tx.db.draft.updateMany({ where: { savedById: personId }, data: { savedById: null } });
}
