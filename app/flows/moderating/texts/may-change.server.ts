// Whether a moderator may read and change the texts of a comment.

import { isDisputed } from "~/moderation/disputes/disputes.server";
import { may } from "~/people/policy";
import type { Member } from "~/people/viewer";
import type { DatabaseClient } from "~/platform/database/database.server";

/** Why a moderator leaves the texts of a comment to somebody else; null if they don't. While it may be unlawful, an administrator
 *  decides, and what is changed is kept (moderation/disputes). */
export async function whyForOthers(
  db: DatabaseClient,
  moderator: Member,
  { id, personId }: { id: number; personId: number | null },
): Promise<"moderation.own" | "moderation.sealed" | null> {
  const ownerIds = personId === null ? [] : [personId];
  if (!may(moderator, "response.moderate", { ownerIds })) return "moderation.own";
  return !may(moderator, "report.decide") && (await isDisputed(db, id)) ? "moderation.sealed" : null;
}
