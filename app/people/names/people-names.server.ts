// Names of the people of a site, with which guests can't sign.

import { z } from "zod";
import type { Database, DatabaseClient, Prisma } from "~/platform/database/database.server";
import { defineJob } from "~/platform/jobs/job";
import { nameSkeletonOf } from "./name-skeleton";

const IS_SOMEBODY = [
  { account: { isNot: null } },
  { bylines: { some: {} } },
] satisfies Prisma.PersonWhereInput[];

/** Whether a name looks like that of a member or of somebody who wrote a post. */
export const looksLikeSomebody = async (db: DatabaseClient, name: string): Promise<boolean> =>
  (await db.person.findFirst({
    where: {
      ...{ nameSkeleton: nameSkeletonOf(name), status: "present" },
      OR: IS_SOMEBODY,
    },
    select: { id: true },
  })) !== null;

/** The people present by a handle of theirs, present or former; unknown ones are missing. */
export async function findPresentByHandle(
  db: DatabaseClient,
  handles: string[],
): Promise<Map<string, number>> {
  const present = { status: "present" };
  const people = await db.person.findMany({
    where: { handle: { in: handles }, ...present },
    select: { id: true, handle: true },
  });
  const found = new Map(people.map(({ handle, id }) => [handle, id]));
  const others = handles.filter((handle) => !found.has(handle));
  if (others.length === 0) return found;
  const former = await db.formerHandle.findMany({
    where: { handle: { in: others }, person: present },
    select: { handle: true, personId: true },
  });
  return new Map([...found, ...former.map(({ handle, personId }) => [handle, personId] as const)]);
}

export const listPeopleById = (db: DatabaseClient, ids: number[]) =>
  db.person.findMany({
    where: { id: { in: ids } },
    select: { id: true, handle: true, name: true, status: true },
  });

const BATCH = 200;
/** At most this many are derived before a site is served, which takes some seconds. */
export const MAX_DERIVED_AT_START = 20_000;

/** Derives the skeletons of names that are older than the column: at most MAX_DERIVED_AT_START of those with which guests can't
 *  sign, before guests can. A job derives all others. */
export const deriveFirstSkeletons = (db: Database): Promise<void> =>
  deriveSkeletons(db, { OR: IS_SOMEBODY }, MAX_DERIVED_AT_START);

async function deriveSkeletons(db: Database, which: Prisma.PersonWhereInput, most = Infinity): Promise<void> {
  for (let done = 0; done < most; ) {
    const people = await db.person.findMany({
      where: { nameSkeleton: null, ...which },
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
    done += people.length;
  }
}

export const deriveSkeletonsJob = defineJob({
  kind: "derive-skeletons",
  queue: "rendering",
  payload: z.object({}),
  run: ({ db }: { db: Database }) => deriveSkeletons(db, {}),
});
