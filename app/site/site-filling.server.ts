// A new site is filled with the sample blog by one process. Others see that it is at work, and go on with what it left unfinished.

import type { Database, DatabaseClient } from "~/platform/database/database.server";
import { SITE_KEY } from "./site.server";

/** Longer than the longest step (a post with its pingbacks) takes on a slow machine: who is silent for so long has ended. */
const FILLING_LEASE_MS = 60_000;
/** Often enough that a lease never ends under a process that is at work. */
export const RENEW_EVERY_MS = 10_000;

export const leaseFrom = (now: Date) => new Date(now.getTime() + FILLING_LEASE_MS);

/** Whether some process is filling the site at this moment. */
export const isBeingFilled = async (db: DatabaseClient, now: Date): Promise<boolean> =>
  (await db.site.count({ where: { fillingUntil: { gt: now } } })) > 0;

/** Whether a process that filled the site ended before it was done. */
export const isLeftUnfilled = async (db: DatabaseClient, now: Date): Promise<boolean> =>
  (await db.site.count({ where: { fillingUntil: { lte: now } } })) > 0;

/** Takes over from a process that ended. False where there is nothing to take over, or another process was first. */
export const takeOverFilling = (db: Database, now: Date): Promise<boolean> =>
  db.write(async (tx) => {
    const taken = { where: { fillingUntil: { lte: now } }, data: { fillingUntil: leaseFrom(now) } };
    return (await tx.db.site.updateMany(taken)).count > 0;
  });

/** Says that the filling goes on. False where it is no longer wanted: the sample blog was removed meanwhile. */
export const renewFilling = (db: Database, now: Date): Promise<boolean> =>
  db.write(async (tx) => {
    const renewed = { where: { fillingUntil: { not: null } }, data: { fillingUntil: leaseFrom(now) } };
    return (await tx.db.site.updateMany(renewed)).count > 0;
  });

export const endFilling = (db: Database): Promise<void> =>
  db.write(async (tx) => {
    await tx.db.site.updateMany({ data: { fillingUntil: null } });
    tx.invalidate(SITE_KEY);
  });
