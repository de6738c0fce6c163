import type { DatabaseClient } from "~/platform/database/database.server";
import { CHECK_BATCH, type Inconsistency } from "~/platform/inconsistency";
import { skeletonOf } from "./names/handle";
import { nameSkeletonOf } from "./names/name-skeleton";
import { isHashedHandle, PEOPLE_KEY } from "./person.server";

/** Checks the skeletons of handles, and the persons to whom former handles redirect. */
export async function checkHandles(db: DatabaseClient): Promise<Inconsistency[]> {
  return [...(await checkShapes(db)), ...(await checkFormerHandles(db))];
}

async function checkShapes(db: DatabaseClient): Promise<Inconsistency[]> {
  const inconsistencies: Inconsistency[] = [];
  for (let last = 0; ; ) {
    const people = await db.person.findMany({
      where: { id: { gt: last } },
      orderBy: { id: "asc" },
      take: CHECK_BATCH,
      select: { id: true, handle: true, skeleton: true },
    });
    for (const { id, handle, skeleton } of people)
      if (skeleton !== skeletonOf(handle))
        inconsistencies.push({
          row: `person ${id}`,
          problem: `has the handle skeleton ${skeleton} instead of ${skeletonOf(handle)}`,
          async repair(tx) {
            await tx.db.person.updateMany({ where: { id, handle }, data: { skeleton: skeletonOf(handle) } });
          },
        });
    if (people.length < CHECK_BATCH) return inconsistencies;
    last = people.at(-1)?.id ?? last;
  }
}

/** Checks the skeletons of names. */
export async function checkNames(db: DatabaseClient): Promise<Inconsistency[]> {
  const inconsistencies: Inconsistency[] = [];
  for (let last = 0; ; ) {
    const people = await db.person.findMany({
      // A job derives those that are null.
      where: { id: { gt: last }, nameSkeleton: { not: null } },
      orderBy: { id: "asc" },
      take: CHECK_BATCH,
      select: { id: true, name: true, nameSkeleton: true },
    });
    for (const { id, name, nameSkeleton } of people)
      if (nameSkeleton !== nameSkeletonOf(name))
        inconsistencies.push({
          row: `person ${id}`,
          problem: `has the name skeleton ${nameSkeleton} instead of ${nameSkeletonOf(name)}`,
          async repair(tx) {
            await tx.db.person.updateMany({
              where: { id, name },
              data: { nameSkeleton: nameSkeletonOf(name) },
            });
          },
        });
    if (people.length < CHECK_BATCH) return inconsistencies;
    last = people.at(-1)?.id ?? last;
  }
}

async function checkFormerHandles(db: DatabaseClient): Promise<Inconsistency[]> {
  const inconsistencies: Inconsistency[] = [];
  for (let last = ""; ; ) {
    const former = await db.formerHandle.findMany({
      where: { handle: { gt: last } },
      orderBy: { handle: "asc" },
      take: CHECK_BATCH,
    });
    const present = await db.person.findMany({
      where: { handle: { in: former.map((one) => one.handle) } },
      select: { id: true, handle: true },
    });
    const owners = new Map(present.map((person) => [person.handle, person.id]));
    for (const { handle, skeleton, personId } of former) {
      const row = `former handle ${handle}`;
      const owner = owners.get(handle);
      // The skeleton of a hashed handle is hashed too, and can't be recomputed.
      if (!isHashedHandle(handle) && skeleton !== skeletonOf(handle))
        inconsistencies.push({
          row,
          problem: `has the handle skeleton ${skeleton} instead of ${skeletonOf(handle)}`,
          async repair(tx) {
            await tx.db.formerHandle.updateMany({
              where: { handle },
              data: { skeleton: skeletonOf(handle) },
            });
          },
        });
      // Only the two persons know who should have the address.
      if (owner !== undefined && owner !== personId)
        inconsistencies.push({
          row,
          problem: `redirects to person ${personId}, but person ${owner} uses it now`,
        });
      if (owner === personId)
        inconsistencies.push({
          row,
          problem: `redirects to person ${personId}, who still uses it`,
          async repair(tx) {
            await tx.db.formerHandle.deleteMany({ where: { handle, personId, person: { handle } } });
            tx.invalidate(PEOPLE_KEY);
          },
        });
    }
    if (former.length < CHECK_BATCH) return inconsistencies;
    last = former.at(-1)?.handle ?? last;
  }
}
