// Mentions as rows: whom a text names by "@handle", and who was told of it.

import type { Mention, Mentioning } from "~/markdown/rendered";
import { findHandles } from "~/markdown/syntax/mentions";
import { findPresentByHandle } from "~/people/names/people-names.server";
import type { DatabaseClient, Prisma, Transaction } from "~/platform/database/database.server";
import { MAX_TOLD_A_DAY, MAX_TOLD_A_TEXT } from "./mention-limits";

/** The text in which people are mentioned. */
export type MentioningText = { commentId: number } | { postId: number };

const DAY_MS = 24 * 60 * 60 * 1000;

/** Whom a source may mention, by handle: of those who have these handles now, or of the given. Costs no query for a text without "@". */
export async function findMentioned(
  db: DatabaseClient,
  source: string,
  { mentions = {} }: Mentioning,
): Promise<Record<string, number>> {
  if (mentions !== "find") return mentions;
  const handles = source.includes("@") ? findHandles(source) : [];
  return handles.length === 0 ? {} : Object.fromEntries(await findPresentByHandle(db, handles));
}

/** The people whom a stored text mentions, for rendering it again: a text from before there were mentions gets none by that. */
export async function readMentioned(
  db: DatabaseClient,
  text: MentioningText,
): Promise<Record<string, number>> {
  const rows = await db.mention.findMany({ where: text, select: { handle: true, personId: true } });
  return Object.fromEntries(rows.map(({ handle, personId }) => [handle, personId]));
}

/** Notes whom a new text mentions. */
export async function addMentions(
  tx: Transaction,
  text: MentioningText,
  mentions: readonly Mention[],
): Promise<void> {
  if (mentions.length === 0) return;
  const data = mentions.map(({ handle, personId }) => ({ ...text, handle, personId }));
  await tx.db.mention.createMany({ data });
}

/** The same for a text that changed: who is still mentioned keeps the row, which says that they were told. */
export async function setMentions(
  tx: Transaction,
  text: MentioningText,
  mentions: readonly Mention[],
): Promise<void> {
  const known = await tx.db.mention.findMany({ where: text, select: { id: true, personId: true } });
  const present = new Set(mentions.map(({ personId }) => personId));
  const gone = known.filter(({ personId }) => !present.has(personId)).map(({ id }) => id);
  if (gone.length > 0) await tx.db.mention.deleteMany({ where: { id: { in: gone } } });
  const before = new Set(known.map(({ personId }) => personId));
  await addMentions(
    tx,
    text,
    mentions.filter(({ personId }) => !before.has(personId)),
  );
}

/** Whom to tell of a text by one of these writers: at most MAX_TOLD_A_TEXT in all, in the order in which they were mentioned, and each once.
 *  They count as told from now on. */
export async function takeMentionsToTell(
  tx: Transaction,
  text: MentioningText,
  writerIds: number[],
  now: Date,
): Promise<number[]> {
  if (writerIds.length === 0) return [];
  const rows = await tx.db.mention.findMany({
    where: { ...text, person: { status: "present" }, personId: { notIn: writerIds } },
    orderBy: { id: "asc" },
    select: { id: true, personId: true, toldAt: true },
  });
  const toTell = rows.filter(({ toldAt }) => toldAt === null);
  if (toTell.length === 0) return [];
  const left = MAX_TOLD_A_TEXT - (rows.length - toTell.length);
  const today = MAX_TOLD_A_DAY - (await countTold(tx.db, writerIds, now));
  const told = toTell.slice(0, Math.max(0, Math.min(left, today)));
  if (told.length > 0)
    await tx.db.mention.updateMany({
      where: { id: { in: told.map(({ id }) => id) } },
      data: { toldAt: now },
    });
  return told.map(({ personId }) => personId);
}

/** How many people were told within a day that these people mentioned them. */
const countTold = (db: DatabaseClient, writerIds: number[], now: Date): Promise<number> =>
  db.mention.count({
    where: {
      toldAt: { gt: new Date(now.getTime() - DAY_MS) },
      OR: [
        { comment: { personId: { in: writerIds } } },
        { post: { bylines: { some: { personId: { in: writerIds }, role: "writer" } } } },
      ],
    },
  });

/** Whether anybody whom a text mentions wasn't told yet. */
export const hasMentions = async (db: DatabaseClient, text: MentioningText): Promise<boolean> =>
  (await db.mention.findFirst({ where: { ...text, toldAt: null }, select: { id: true } })) !== null;

/** Deletes the mentions in texts that are erased, or those of somebody who leaves. */
export async function deleteMentions(
  tx: Pick<Transaction, "db">,
  where: { commentId: { in: number[] } } | { personId: number } | { postId: number },
): Promise<void> {
  await tx.db.mention.deleteMany({ where: where satisfies Prisma.MentionWhereInput });
}
