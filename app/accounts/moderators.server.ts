// Who is called a moderator beside their name: whoever may moderate now, also as an editor or administrator.

import type { DatabaseClient } from "~/platform/database/database.server";
import type { KeptParts } from "~/platform/kept-parts";
import { isModerator } from "./present-rights.server";

/** Cache tag of the list of moderators. Pages that name them are invalidated by their names' tags. */
export const MODERATORS_KEY = "moderators";

/** The people who may moderate. */
export async function listModeratorIds(db: DatabaseClient, parts: KeptParts): Promise<ReadonlySet<number>> {
  const { value } = await parts.find("moderators", async () => {
    const rows = await db.account.findMany({ where: isModerator, select: { personId: true } });
    return { value: new Set(rows.map(({ personId }) => personId)), tags: [MODERATORS_KEY] };
  });
  return value;
}
