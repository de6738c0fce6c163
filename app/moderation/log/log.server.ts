// The moderation log. An entry is made in the transaction that acts.

import type { DatabaseClient, Prisma, Transaction } from "~/platform/database/database.server";
import { atOrBeside, type Page, type PageRequest, pageByKey, pastKey } from "~/platform/database/paging";
import type { ResponseStatus } from "~/visibility/status";
import { ACTIONS, type Reason, type WRITER_ASKED } from "../actions";
import { isSealedRef, type SealedRef } from "../reports/report";
import { isResponse, type ModeratedRef, type ResponseRef } from "../response-ref";
import { LOGGED_ACTIONS, type LoggedAction, type TextRemoval } from "../texts/text-actions";
import { type LogEvent, PRIVATE_EVENTS } from "./log-events";

export interface NewEntry {
  action: LoggedAction;
  response: ResponseRef;
  /** The edit of the comment that it is about. */
  editId?: number;
  was: ResponseStatus;
  reason: Reason | typeof WRITER_ASKED | "";
  words: string;
}

/** What an event is about. A sealed comment or post is gone, so the log doesn't name it; nor a block, which says whom it keeps out. */
export type LoggedRef = ResponseRef | { kind: "post"; id: number } | SealedRef | { kind: "block" };

const columns = { comment: "commentId", pingback: "pingbackId", post: "postId" } as const;
const at = (ref: LoggedRef) =>
  ref.kind === "block" || isSealedRef(ref) ? {} : { [columns[ref.kind]]: ref.id };
/** Entries that set a status or change a text. */
const isDecision = { action: { in: LOGGED_ACTIONS as string[] } };

/** What was decided about an edit is no decision about its comment. */
const about = (ref: ModeratedRef): Prisma.ModerationEntryWhereInput =>
  isResponse(ref) ? { ...at(ref), action: { in: ACTIONS } } : { editId: ref.id };

/** Cache tag of the public log. */
export const LOG_KEY = "moderation-log";

/** Adds an entry and returns its id. */
export async function addEntry(
  tx: Transaction,
  personId: number,
  { response, ...entry }: NewEntry,
  now: Date,
): Promise<number> {
  tx.invalidate(LOG_KEY);
  const { id } = await tx.db.moderationEntry.create({
    data: { ...entry, ...at(response), personId, createdAt: now },
    select: { id: true },
  });
  return id;
}

/** Adds what a moderator did without setting a response's status, such as deciding about reports. `reason` is a code
 *  that the public log may tell; `words` are for moderators, and those whom the event is about. Call it in the transaction that acts. */
export async function addEvent(
  tx: Transaction,
  personId: number,
  event: LogEvent,
  about: LoggedRef,
  { reason = "", words = "", now }: { reason?: Reason | ""; words?: string; now: Date },
): Promise<number> {
  tx.invalidate(LOG_KEY);
  const { id } = await tx.db.moderationEntry.create({
    data: { action: event, was: "", reason, words, ...at(about), personId, createdAt: now },
    select: { id: true },
  });
  return id;
}

const entryFields = {
  ...{ id: true, action: true, was: true, reason: true, words: true, createdAt: true, undoneAt: true },
  ...{ personId: true, commentId: true, pingbackId: true, editId: true, postId: true },
  person: { select: { name: true } },
  post: { select: { slug: true, title: true, language: true } },
} satisfies Prisma.ModerationEntrySelect;

export type Entry = Prisma.ModerationEntryGetPayload<{ select: typeof entryFields }>;

/** The last entry about the status of a response or of an edit that wasn't undone. */
export const findLastEntry = (db: DatabaseClient, moderated: ModeratedRef): Promise<Entry | null> =>
  db.moderationEntry.findFirst({
    where: { ...about(moderated), undoneAt: null },
    orderBy: { id: "desc" },
    select: entryFields,
  });

/** The last time that a moderator removed a passage of a comment, or a version of it, which wasn't undone, before an entry if one is
 *  given. */
export const findLastTextRemoval = (
  db: DatabaseClient,
  { commentId, action, before }: { commentId: number; action: TextRemoval; before?: number },
): Promise<Entry | null> =>
  db.moderationEntry.findFirst({
    where: { commentId, action, undoneAt: null, ...(before && { id: { lt: before } }) },
    orderBy: { id: "desc" },
    select: entryFields,
  });

/** A decision about a response. */
export const findEntry = (db: DatabaseClient, id: number): Promise<Entry | null> =>
  db.moderationEntry.findUnique({ where: { id, ...isDecision }, select: entryFields });

/** The decisions that a moderator made in the same transaction as one of theirs: one press of a button. Empty
 *  if it isn't theirs. */
export async function listBatch(
  db: DatabaseClient,
  { id, personId }: { id: number; personId: number },
): Promise<Entry[]> {
  const entry = await db.moderationEntry.findUnique({ where: { id, personId }, select: { createdAt: true } });
  if (!entry) return [];
  return db.moderationEntry.findMany({
    where: { personId, createdAt: entry.createdAt, ...isDecision },
    orderBy: { id: "asc" },
    select: entryFields,
  });
}

/** Marks a decision as undone, and what followed from it in the same transaction. */
export async function markUndone(tx: Transaction, { id, ...entry }: Entry, now: Date): Promise<void> {
  tx.invalidate(LOG_KEY);
  const { personId, createdAt, commentId, pingbackId } = entry;
  const followed = { personId, createdAt, commentId, pingbackId, NOT: isDecision };
  await tx.db.moderationEntry.updateMany({ where: { OR: [{ id }, followed] }, data: { undoneAt: now } });
}

/** The response of an entry; null if it was deleted. */
export function responseOf({
  commentId,
  pingbackId,
}: Pick<Entry, "commentId" | "pingbackId">): ResponseRef | null {
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

/** What the public log says of an entry: never who, nor to whom. */
export interface PublicEntry {
  id: number;
  action: string;
  reason: string;
  createdAt: Date;
}

/** Beyond it, a month's page says that there are more. */
export const MONTH_ENTRIES = 10_000;

/** The entries of a time that weren't undone, newest first. */
export const listPublicEntries = (db: DatabaseClient, from: Date, to: Date): Promise<PublicEntry[]> =>
  db.moderationEntry.findMany({
    where: { createdAt: { gte: from, lt: to }, undoneAt: null, action: { notIn: PRIVATE_EVENTS } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: MONTH_ENTRIES,
    select: { id: true, action: true, reason: true, createdAt: true },
  });

/** The times of the nearest entries before and after a time, for links to other months. */
export async function findEntriesAround(db: DatabaseClient, from: Date, to: Date) {
  const select = { createdAt: true };
  const before = await db.moderationEntry.findFirst({
    where: { createdAt: { lt: from } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select,
  });
  const after = await db.moderationEntry.findFirst({
    where: { createdAt: { gte: to } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select,
  });
  return { before: before?.createdAt ?? null, after: after?.createdAt ?? null };
}

/** As many as one reads at a time. */
const LOG_PAGE = 100;

/** The whole log for moderators, newest first. Returns null if the key of the page is unknown. */
export const listLog = (db: DatabaseClient, request: PageRequest): Promise<Page<Entry> | null> =>
  pageByKey(
    request,
    LOG_PAGE,
    async (id, seen) => {
      const { where, orderBy } = atOrBeside(id, seen);
      const row = await db.moderationEntry.findFirst({
        where: { id: where },
        orderBy: { id: orderBy },
        select: { id: true, createdAt: true },
      });
      return row && { at: row.createdAt, id: row.id };
    },
    (range) =>
      db.moderationEntry.findMany({
        where: pastKey(range, "createdAt", "id"),
        orderBy: [{ createdAt: range.order }, { id: range.order }],
        take: range.take,
        select: entryFields,
      }),
  );

/** Deletes what moderators wrote to the writers of comments, before the comments are erased. */
export async function forgetWords(tx: Transaction, commentIds: number[]): Promise<void> {
  await tx.db.moderationEntry.updateMany({ where: { commentId: { in: commentIds } }, data: { words: "" } });
}

/** Takes a person out of the log when they delete their account: their name from what they did as a moderator, and what was written to
 *  them about their comments. */
export async function leaveLog(tx: Transaction, personId: number): Promise<void> {
  await tx.db.moderationEntry.updateMany({ where: { comment: { personId } }, data: { words: "" } });
  await tx.db.moderationEntry.updateMany({ where: { personId }, data: { personId: null } });
}
