// Names of the people of a site, with which guests can't sign.

import { z } from "zod";
import type { Database, DatabaseClient } from "~/platform/database/database.server";
import { defineJob } from "~/platform/jobs/job";
import { nameSkeletonOf } from "./name-skeleton";

/** Whether a name looks like that of a member or of somebody who wrote a post. */
export const looksLikeSomebody = async (db: DatabaseClient, name: string): Promise<boolean> =>
  (await db.person.findFirst({
    where: {
      ...{ nameSkeleton: nameSkeletonOf(name), status: "present" },
      OR: [{ account: { isNot: null } }, { bylines: { some: {} } }],
    },
    select: { id: true },
  })) !== null;

const BATCH = 200;

/** Derives the skeletons of names that are older than the column. */
export const deriveSkeletonsJob = defineJob({
  kind: "derive-skeletons",
  queue: "rendering",
  payload: z.object({}),
  async run({ db }: { db: Database }) {
    for (;;) {
      const people = await db.person.findMany({
        where: { nameSkeleton: null },
        take: BATCH,
        select: { id: true, name: true },
      });
      if (people.length === 0) return;
      await db.write(async (tx) => {
        for (const { id, name } of people)
          await tx.db.person.updateMany({
            where: { id, name },
            data: { nameSkeleton: nameSkeletonOf(name) },
          });
      });
    }
  },
});
