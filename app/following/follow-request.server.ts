// What somebody asked to follow with an e-mail address that isn't confirmed yet. Anybody can type anybody's address.

import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { type Chosen, KEEP_REQUESTS_MS, MAX_REQUESTS, type ThingKind } from "./following.schema";
import type { Thing } from "./subscription.server";

export interface FollowRequest extends Thing {
  /** ID of the request. */
  requestId: number;
  delivery: Chosen;
}

/** Keeps a request until its address is confirmed, and the newest MAX_REQUESTS of an address. Returns its ID. */
export async function addRequest(
  tx: Transaction,
  email: string,
  { kind, id: thingId }: Thing,
  delivery: Chosen,
  now: Date,
): Promise<number> {
  const { id } = await tx.db.followRequest.upsert({
    where: { email_kind_thingId: { email, kind, thingId } },
    create: { email, kind, thingId, delivery, createdAt: now },
    update: { delivery, createdAt: now },
    select: { id: true },
  });
  const older = await tx.db.followRequest.findMany({
    where: { email },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    skip: MAX_REQUESTS,
    select: { id: true },
  });
  if (older.length > 0)
    await tx.db.followRequest.deleteMany({ where: { id: { in: older.map((row) => row.id) } } });
  return id;
}

/** The address of a request; null if it was confirmed or refused, or has expired. */
export const findRequestAddress = async (db: DatabaseClient, id: number): Promise<string | null> =>
  (await db.followRequest.findUnique({ where: { id }, select: { email: true } }))?.email ?? null;

/** What an address is asked about, the newest first. */
export async function listRequests(db: DatabaseClient, email: string, now: Date): Promise<FollowRequest[]> {
  const rows = await db.followRequest.findMany({
    where: { email, createdAt: { gt: new Date(now.getTime() - KEEP_REQUESTS_MS) } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: MAX_REQUESTS,
  });
  return rows.map(({ id, kind, thingId, delivery }) => ({
    ...{ requestId: id, kind: kind as ThingKind, id: thingId, delivery: delivery as Chosen },
  }));
}

/** Deletes all requests with an address. */
export async function deleteRequests(tx: Transaction, email: string): Promise<void> {
  await tx.db.followRequest.deleteMany({ where: { email } });
}

export async function pruneRequests(tx: Transaction, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEEP_REQUESTS_MS);
  await tx.db.followRequest.deleteMany({ where: { createdAt: { lte: before } } });
}
