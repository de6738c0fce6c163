// The network that a guest's comment came from: a keyed hash, so that it can be recognised for some days and never read.

import { z } from "zod";
import type { Database, DatabaseClient } from "~/platform/database/database.server";
import { siteNetworkOf } from "~/platform/http/request/network";
import { defineJob } from "~/platform/jobs/job";
import type { SiteSecret } from "~/platform/site-secret.server";

/** Long enough to notice and to block who comes back under other names; providers give addresses to others soon. */
export const KEEP_NETWORK_DAYS = 14;

const DAY_MS = 24 * 60 * 60 * 1000;

export const hashNetwork = (secret: SiteSecret, clientAddress: string): string =>
  secret.hash("network", siteNetworkOf(clientAddress));

/** The network that a guest's comment came from; null if it is forgotten. */
export const findNetworkHash = async (db: DatabaseClient, commentId: number): Promise<string | null> =>
  (await db.comment.findUnique({ where: { id: commentId }, select: { networkHash: true } }))?.networkHash ??
  null;

export interface NetworkUse {
  /** Comments by guests that came from there lately. */
  comments: number;
  /** How many other e-mail addresses and names their guests gave. */
  others: number;
}

/** Who else wrote from the network of a guest's comment; null if it is forgotten. */
export async function findNetworkUse(db: DatabaseClient, commentId: number): Promise<NetworkUse | null> {
  const own = await db.comment.findUnique({
    where: { id: commentId },
    select: { networkHash: true, guestEmail: true, guestName: true },
  });
  if (!own?.networkHash) return null;
  const guests = await db.comment.groupBy({
    by: ["guestEmail", "guestName"],
    where: { networkHash: own.networkHash },
    _count: true,
  });
  // Without an address, the name tells guests apart.
  const nameOf = (guest: { guestEmail: string | null; guestName: string | null }) =>
    guest.guestEmail ?? guest.guestName ?? "";
  const names = new Set(guests.map(nameOf));
  names.delete(nameOf(own));
  return { comments: guests.reduce((sum, { _count }) => sum + _count, 0), others: names.size };
}

export const forgetNetworksJob = defineJob({
  kind: "forget-networks",
  queue: "rendering",
  payload: z.object({}),
  run: ({ db }: { db: Database }, _payload, now) =>
    db.write(async (tx) => {
      const createdAt = { lt: new Date(now.getTime() - KEEP_NETWORK_DAYS * DAY_MS) };
      await tx.db.comment.updateMany({
        where: { networkHash: { not: null }, createdAt },
        data: { networkHash: null },
      });
    }),
});
