// Deletes what nothing names any more, each night: uploads, and files in the store.

import { z } from "zod";
import type { Database } from "~/platform/database/database.server";
import { defineJob } from "~/platform/jobs/job";
import { UNUSED_DAYS } from "./media.schema";
import { deleteUnused } from "./media-commands.server";
import { deleteFiles, deleteStray } from "./store/delete-files.server";
import type { MediaStore } from "./store/store";
import { compareStore } from "./store/stored-files-check.server";

/** Not on the hour, when other machines run their jobs. */
export const PRUNE_MEDIA_PATTERN = "41 2 * * *";
/** Uploads and files in one night; the rest has time. */
const AT_ONCE = 500;

export const pruneMediaJob = defineJob({
  kind: "prune-media",
  queue: "rendering",
  payload: z.object({}),
  async run(deps: { db: Database; mediaStore: MediaStore }, _payload, now) {
    const { db, mediaStore: store } = deps;
    const unnamed = { uses: { none: {} }, removedAt: null };
    await db.write(async (tx) => {
      await tx.db.media.updateMany({ where: { unusedAt: null, ...unnamed }, data: { unusedAt: now } });
      await tx.db.media.updateMany({
        where: { unusedAt: { not: null }, uses: { some: {} } },
        data: { unusedAt: null },
      });
    });
    const unusedAt = { lt: new Date(now.getTime() - UNUSED_DAYS * 86_400_000) };
    const old = await db.media.findMany({
      where: { unusedAt, ...unnamed },
      select: { id: true },
      take: AT_ONCE,
    });
    for (const { id } of old) await db.write((tx) => deleteUnused(tx, id));
    const files = await db.mediaFile.findMany({
      where: { uploads: { none: {} } },
      select: { id: true },
      take: AT_ONCE,
    });
    for (const { id } of files) await deleteFiles({ db, store }, id, now);
    const { strays } = await compareStore(db, store, now);
    for (const hash of [...strays.keys()].slice(0, AT_ONCE)) await deleteStray({ db, store }, hash, now);
    await store.sweep(new Date(now.getTime() - 86_400_000));
  },
});
