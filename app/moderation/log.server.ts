// The moderation log. An entry is made in the transaction that acts.

import type { DatabaseClient, Prisma, Transaction } from "~/platform/database/database.server";
import type { ResponseStatus } from "~/visibility/status";
import type { ModerationAction, Reason } from "./actions";
import type { ResponseRef } from "./response-ref";

export interface NewEntry {
  action: ModerationAction;
  response: ResponseRef;
  was: ResponseStatus;
  reason: Reason | "";
  words: string;
}

const at = ({ kind, id }: ResponseRef) => (kind === "comment" ? { commentId: id } : { pingbackId: id });

/** Adds an entry and returns its id. */
export async function addEntry(
  tx: Transaction,
  personId: number,
  { response, ...entry }: NewEntry,
  now: Date,
): Promise<number> {
  const { id } = await tx.db.moderationEntry.create({
    data: { ...entry, ...at(response), personId, createdAt: now },
    select: { id: true },
  });
  return id;
}

const entryFields = {
  ...{ id: true, action: true, was: true, reason: true, words: true, createdAt: true, undoneAt: true },
  ...{ personId: true, commentId: true, pingbackId: true },
  person: { select: { name: true } },
} satisfies Prisma.ModerationEntrySelect;

export type Entry = Prisma.ModerationEntryGetPayload<{ select: typeof entryFields }>;

/** The last entry about a response that wasn't undone. */
export const findLastEntry = (db: DatabaseClient, response: ResponseRef): Promise<Entry | null> =>
  db.moderationEntry.findFirst({
    where: { ...at(response), undoneAt: null },
    orderBy: { id: "desc" },
    select: entryFields,
  });

export const findEntry = (db: DatabaseClient, id: number): Promise<Entry | null> =>
  db.moderationEntry.findUnique({ where: { id }, select: entryFields });

/** The entries that a moderator made in the same transaction as one of theirs: one press of a button. Empty
 *  if it isn't theirs. */
export async function listBatch(
  db: DatabaseClient,
  { id, personId }: { id: number; personId: number },
): Promise<Entry[]> {
  const entry = await db.moderationEntry.findUnique({ where: { id, personId }, select: { createdAt: true } });
  if (!entry) return [];
  return db.moderationEntry.findMany({
    where: { personId, createdAt: entry.createdAt },
    orderBy: { id: "asc" },
    select: entryFields,
  });
}

/** Marks an entry as undone. */
export async function markUndone(tx: Transaction, id: number, now: Date): Promise<void> {
  await tx.db.moderationEntry.update({ where: { id }, data: { undoneAt: now }, select: { id: true } });
}

/** The response of an entry; null if it was deleted. */
export function responseOf({ commentId, pingbackId }: Entry): ResponseRef | null {
  if (commentId !== null) return { kind: "comment", id: commentId };
  return pingbackId === null ? null : { kind: "pingback", id: pingbackId };
}

/** Entries about one response: more than anybody needs to see how it came to its state. */
const MAX_ENTRIES = 50;

/** The entries about a response, newest first. */
export const listEntries = (db: DatabaseClient, response: ResponseRef): Promise<Entry[]> =>
  db.moderationEntry.findMany({
    where: at(response),
    orderBy: { id: "desc" },
    take: MAX_ENTRIES,
    select: entryFields,
  });
