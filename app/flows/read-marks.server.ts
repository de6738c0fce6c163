import { wantReadMarks } from "~/accounts/read-marks.server";
import { markConversationRead } from "~/following/notification.server";
import type { Member } from "~/people/viewer";
import type { Database } from "~/platform/database/database.server";
import { deleteReadMarks, markAllRead } from "~/responses/new-since/read-mark.server";

/** Marks a conversation as read up to a number, and what its reader was told of it. */
export const markConversation = (
  db: Database,
  { id, accountId }: Pick<Member, "id" | "accountId">,
  { postId, number }: { postId: number; number: number },
  now: Date,
): Promise<void> =>
  db.write(async (tx) => {
    await markAllRead(tx, { accountId, postId }, number, now);
    await markConversationRead(tx, id, postId, now);
  });

/** Turns on or off that the site notes how far a member has read. Turned off, it forgets what it noted. */
export const setReadMarks = (db: Database, accountId: number, wanted: boolean): Promise<void> =>
  db.write(async (tx) => {
    await wantReadMarks(tx, accountId, wanted);
    if (!wanted) await deleteReadMarks(tx, accountId);
  });
