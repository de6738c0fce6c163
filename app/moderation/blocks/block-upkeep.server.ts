// What has ended is forgotten, and the site's row says whether any block is in force.

import { z } from "zod";
import type { Database, DatabaseClient } from "~/platform/database/database.server";
import type { Inconsistency } from "~/platform/inconsistency";
import { defineJob } from "~/platform/jobs/job";
import { noteBlocks, readReplySettings } from "~/site/site.server";
import { lapseBlockAppeals } from "../appeals/block-appeal.server";
import { countBlocks, pruneBlocks } from "./block.server";

export const pruneBlocksJob = defineJob({
  kind: "prune-blocks",
  queue: "rendering",
  payload: z.object({}),
  run: ({ db }: { db: Database }, _payload, now) =>
    db.write(async (tx) => {
      await lapseBlockAppeals(tx, now);
      await noteBlocks(tx, await pruneBlocks(tx, now));
    }),
});

/** Finds a site that says that it has no blocks, although some are in force: then no reply is compared with them. The
 *  other way round costs a query for each reply, and ends with the next pruning. */
export async function checkBlocks(db: DatabaseClient, now: Date): Promise<Inconsistency[]> {
  const count = await countBlocks(db, now);
  if (count === 0 || (await readReplySettings(db)).hasBlocks) return [];
  return [
    {
      row: "site",
      problem: `says that no block is in force, but ${count} ${count === 1 ? "is" : "are"}`,
      repair: (tx) => noteBlocks(tx, count),
    },
  ];
}
