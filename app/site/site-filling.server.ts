// Filling a new site with the sample blog, done by one process under a lease. Other processes see that it is
// running, and continue it if that process ends early.

import type { Database, DatabaseClient } from "~/platform/database/database.server";
import { SITE_KEY } from "./site.server";

/** Longer than the longest step (a post with its pingbacks) takes on a slow machine: a process that hasn't
 *  renewed its lease for this long has ended. */
const FILLING_LEASE_MS = 60_000;
/** Frequent enough that the lease of a running process never expires. */
export const RENEW_EVERY_MS = 10_000;

export const leaseFrom = (now: Date) => new Date(now.getTime() + FILLING_LEASE_MS);

/** Whether a process is filling the site now. */
export const isBeingFilled = async (db: DatabaseClient, now: Date): Promise<boolean> =>
  (await db.site.count({ where: { fillingUntil: { gt: now } } })) > 0;

/** Whether a process ended before it had filled the site. */
export const isLeftUnfilled = async (db: DatabaseClient, now: Date): Promise<boolean> =>
  (await db.site.count({ where: { fillingUntil: { lte: now } } })) > 0;

/** Takes an expired lease. Returns false if there is none or another process was faster. */
export const takeOverFilling = (db: Database, now: Date): Promise<boolean> =>
  db.write(async (tx) => {
    const taken = { where: { fillingUntil: { lte: now } }, data: { fillingUntil: leaseFrom(now) } };
    return (await tx.db.site.updateMany(taken)).count > 0;
  });

/** Extends the lease. Returns false if filling must stop because the sample blog was removed. */
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
