// One version of a post is taken out of its history.

import { keepUses } from "~/media/use/media-use.server";
import { keepVersions } from "~/moderation/disputes/sealed-versions.server";
import type { Database } from "~/platform/database/database.server";
import { listSources, type RemovalRefusal, refuseRemoval, removeRevision } from "~/revisions/revision.server";

/** Deletes the text of one version, for a person who is named in it. Refused for the newest version, which is what readers see. */
export const removeVersion = (
  { db }: { db: Database },
  version: { postId: number; number: number },
  now: Date,
): Promise<{ ok: true } | RemovalRefusal> =>
  db.write(async (tx) => {
    const refused = await refuseRemoval(tx.db, version);
    if (refused) return refused;
    await keepVersions(tx, version.postId, version.number);
    await removeRevision(tx, version, now);
    await keepUses(tx, { postId: version.postId }, await listSources(tx.db, version.postId));
    return { ok: true };
  });
