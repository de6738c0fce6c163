import type { DatabaseClient, Prisma, Transaction } from "~/platform/database/database.server";
import { CHECK_BATCH, type Inconsistency } from "~/platform/inconsistency";

/** Checks that each subscriber is an account or an address, and each subscription follows one thing in one way. */
export async function checkFollowing(db: DatabaseClient): Promise<Inconsistency[]> {
  return [...(await checkSubscribers(db)), ...(await checkSubscriptions(db))];
}

/** Without an address, nobody can be told, unless another has taken over; with both, it isn't known who. */
const NOBODY: Prisma.SubscriberWhereInput = {
  OR: [
    { accountId: null, email: null, successorId: null },
    { accountId: { not: null }, email: { not: null } },
  ],
};

async function checkSubscribers(db: DatabaseClient): Promise<Inconsistency[]> {
  const rows = await db.subscriber.findMany({
    where: NOBODY,
    orderBy: { id: "asc" },
    take: CHECK_BATCH,
    select: { id: true, accountId: true },
  });
  return rows.map(({ id, accountId }) => ({
    row: `subscriber ${id}`,
    problem: accountId === null ? "has neither an account nor an address" : "has an account and an address",
    repair: (tx) => repairSubscriber(tx, id),
  }));
}

/** A member's address is their account's. */
async function repairSubscriber(tx: Transaction, id: number): Promise<void> {
  await tx.db.subscriber.updateMany({ where: { id, accountId: { not: null } }, data: { email: null } });
  await tx.db.subscriber.deleteMany({ where: { id, ...NOBODY } });
}

const THINGS = ["site", "postId", "commentId", "seriesId", "tagId", "personId"] as const;

/** None or several of the things are set, or it is a series' part that no series has. */
async function checkSubscriptions(db: DatabaseClient): Promise<Inconsistency[]> {
  const inconsistencies: Inconsistency[] = [];
  for (let after = 0; ; ) {
    const rows = await db.subscription.findMany({
      where: { id: { gt: after } },
      orderBy: { id: "asc" },
      take: CHECK_BATCH,
    });
    for (const row of rows) {
      const count = THINGS.filter((thing) => row[thing] !== null && row[thing] !== false).length;
      if (count !== 1)
        inconsistencies.push({
          row: `subscription ${row.id}`,
          problem: `follows ${count} things instead of one`,
          repair: async (tx) => void (await tx.db.subscription.deleteMany({ where: { id: row.id } })),
        });
      else if (row.partAt && row.seriesId === null)
        inconsistencies.push({
          row: `subscription ${row.id}`,
          problem: "waits for the next part of something that isn’t a series",
          repair: async (tx) =>
            void (await tx.db.subscription.updateMany({
              where: { id: row.id },
              data: { partAt: null, partAfter: null },
            })),
        });
    }
    if (rows.length < CHECK_BATCH) return inconsistencies;
    after = rows.at(-1)?.id ?? after;
  }
}
