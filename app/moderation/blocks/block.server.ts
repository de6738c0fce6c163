// Blocks: who and what is kept out, for how long.

import type { DatabaseClient, Prisma, Transaction } from "~/platform/database/database.server";
import { atOrBeside, type Page, type PageRequest, pageByKey, pastKey } from "~/platform/database/paging";
import { CHECK_BATCH } from "~/platform/inconsistency";
import { CONTENT_KINDS, KEEP_ENDED_DAYS, LEFT_DAYS } from "./block";

const DAY_MS = 24 * 60 * 60 * 1000;

const inForce = (now: Date) =>
  ({ OR: [{ endsAt: null }, { endsAt: { gt: now } }] }) satisfies Prisma.BlockWhereInput;

export type NewBlock = Prisma.BlockUncheckedCreateInput;

export async function addBlock(tx: Transaction, block: NewBlock): Promise<number> {
  return (await tx.db.block.create({ data: block, select: { id: true } })).id;
}

/** How many blocks are in force. */
export const countBlocks = (db: DatabaseClient, now: Date): Promise<number> =>
  db.block.count({ where: inForce(now) });

/** A block of the same in force. */
export const findSameBlock = (
  db: DatabaseClient,
  { kind, personId, hash, text }: Pick<NewBlock, "kind" | "personId" | "hash" | "text">,
  now: Date,
): Promise<{ id: number } | null> =>
  db.block.findFirst({
    where: {
      ...inForce(now),
      kind,
      ...(CONTENT_KINDS.includes(kind)
        ? { text: text ?? "" }
        : personId
          ? { personId }
          : { hash: hash ?? "" }),
    },
    select: { id: true },
  });

const matchFields = {
  ...{ id: true, kind: true, effect: true, text: true, personId: true, hash: true },
  ...{ reason: true, words: true, endsAt: true },
} satisfies Prisma.BlockSelect;

export type BlockInForce = Prisma.BlockGetPayload<{ select: typeof matchFields }>;

/** The blocks in force that may concern a reply: those of its writer, and all of words and domains. */
export const listBlocksFor = (
  db: DatabaseClient,
  { personId, hashes }: { personId: number | null; hashes: string[] },
  now: Date,
): Promise<BlockInForce[]> =>
  db.block.findMany({
    where: {
      ...inForce(now),
      AND: {
        OR: [
          { kind: { in: [...CONTENT_KINDS] } },
          ...(personId === null ? [] : [{ personId }]),
          ...(hashes.length > 0 ? [{ hash: { in: hashes } }] : []),
        ],
      },
    },
    orderBy: { id: "asc" },
    select: matchFields,
  });

const listFields = {
  ...{ id: true, kind: true, effect: true, text: true, reason: true, words: true, note: true },
  ...{ createdAt: true, endsAt: true, commentId: true, personId: true, makerId: true },
  person: { select: { name: true, handle: true } },
  maker: { select: { name: true } },
  comment: { select: { guestName: true } },
} satisfies Prisma.BlockSelect;

/** A block as moderators see it. It has no address, no network and no hash. */
export type ListedBlock = Prisma.BlockGetPayload<{ select: typeof listFields }>;

export const findBlock = (db: DatabaseClient, id: number): Promise<ListedBlock | null> =>
  db.block.findUnique({ where: { id }, select: listFields });

/** Blocks by their ids, for the list of appeals. */
export const listBlocksByIds = (db: DatabaseClient, ids: number[]): Promise<ListedBlock[]> =>
  db.block.findMany({ where: { id: { in: ids } }, orderBy: { id: "asc" }, select: listFields });

/** As many as one reads at a time. */
const BLOCKS_PAGE = 50;

/** Blocks in force, or those that have ended, newest first. Returns null if the key of the page is unknown. */
export const listBlocks = (
  db: DatabaseClient,
  which: "in force" | "ended",
  request: PageRequest,
  now: Date,
): Promise<Page<ListedBlock> | null> =>
  pageByKey(
    request,
    BLOCKS_PAGE,
    async (id, seen) => {
      const { where, orderBy } = atOrBeside(id, seen);
      const row = await db.block.findFirst({
        where: { id: where },
        orderBy: { id: orderBy },
        select: { id: true, createdAt: true },
      });
      return row && { at: row.createdAt, id: row.id };
    },
    (range) =>
      db.block.findMany({
        where: {
          ...(which === "in force" ? inForce(now) : { endsAt: { lte: now } }),
          AND: pastKey(range, "createdAt", "id"),
        },
        orderBy: [{ createdAt: range.order }, { id: range.order }],
        take: range.take,
        select: listFields,
      }),
  );

/** Ends a block now. Returns false if it has ended already. */
export async function endBlock(tx: Transaction, id: number, now: Date): Promise<boolean> {
  const { count } = await tx.db.block.updateMany({
    where: { id, ...inForce(now) },
    data: { endsAt: now, hash: null },
  });
  return count > 0;
}

/** Forgets whom ended blocks were about, and deletes them some time later. Returns how many are in force. */
export async function pruneBlocks(tx: Transaction, now: Date): Promise<number> {
  const long = new Date(now.getTime() - KEEP_ENDED_DAYS * DAY_MS);
  await tx.db.block.deleteMany({ where: { endsAt: { lt: long } } });
  await tx.db.block.updateMany({
    where: { endsAt: { lte: now }, hash: { not: null } },
    data: { hash: null },
  });
  return countBlocks(tx.db, now);
}

/** Notes which block a comment is held for. */
export async function addHit(tx: Transaction, hit: { commentId: number; blockId: number }): Promise<void> {
  await tx.db.blockHit.create({ data: hit, select: { commentId: true } });
}

/** The blocks for which comments were held, by the comment's id. */
export async function listHits(
  db: DatabaseClient,
  commentIds: number[],
): Promise<Record<number, { kind: string; text: string }>> {
  if (commentIds.length === 0) return {};
  const rows = await db.blockHit.findMany({
    where: { commentId: { in: commentIds } },
    select: { commentId: true, block: { select: { kind: true, text: true } } },
  });
  return Object.fromEntries(rows.map(({ commentId, block }) => [commentId, block]));
}

/** Forgets for which block comments were held, when their words are erased. */
export async function forgetHits(tx: Transaction, commentIds: number[]): Promise<void> {
  await tx.db.blockHit.deleteMany({ where: { commentId: { in: commentIds } } });
  await tx.db.block.updateMany({ where: { commentId: { in: commentIds } }, data: { commentId: null } });
}

/** When a member deletes their account, blocks of theirs keep only a hash of the address that they had last, until their
 *  end; and blocks that they made, no name. */
export async function leaveBlocks(tx: Transaction, personId: number, hash: string, now: Date): Promise<void> {
  const left = new Date(now.getTime() + LEFT_DAYS * DAY_MS);
  const own = { personId, ...inForce(now) };
  await tx.db.block.updateMany({ where: { ...own, kind: "person" }, data: { hash } });
  await tx.db.block.updateMany({ where: { personId, endsAt: null }, data: { endsAt: left } });
  await tx.db.block.updateMany({ where: { personId }, data: { personId: null, note: "", words: "" } });
  await tx.db.block.updateMany({ where: { makerId: personId }, data: { makerId: null } });
}

/** Whether there is a block that only the site's secret can match. */
export const hasKeyedBlocks = async (db: DatabaseClient): Promise<boolean> =>
  (await db.block.findFirst({ where: { hash: { not: null } }, select: { id: true } })) !== null;

/** Blocks of a person, and those that they made, for their export. */
export async function listBlocksOf(db: DatabaseClient, personId: number) {
  const ofAll = { kind: true, createdAt: true, endsAt: true, reason: true, words: true };
  const order = { orderBy: { id: "asc" }, take: CHECK_BATCH } as const;
  const ofYours = await db.block.findMany({ where: { personId, kind: "person" }, ...order, select: ofAll });
  const byYou = await db.block.findMany({
    where: { makerId: personId },
    ...order,
    select: { ...ofAll, effect: true, text: true, note: true },
  });
  return { ofYours, byYou };
}
