// What the filter has learnt: a lesson for each comment that it learnt from, and the counts of words that follow from them.

import { listTexts } from "~/comments/moderation/comment-texts.server";
import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { addRows, findRows } from "~/platform/database/rows/row-statements.server";
import type { Counts } from "./classify";
import { readTokens } from "./tokens";

/** Occurs in every lesson, so its counts are the numbers of lessons. No text has it. */
export const EVERY_LESSON = "";

/** Three columns each: within the parameters of one statement. */
const ROWS_AT_ONCE = 250;

/** How often tokens occur in lessons of each kind, with the numbers of lessons under EVERY_LESSON. Those that never
 *  occurred are missing. */
export async function readCounts(db: DatabaseClient, tokens: string[]): Promise<Map<string, Counts>> {
  const select = { token: true, spam: true, ham: true } as const;
  const rows = await findRows(db, "SpamToken", select, "token", [EVERY_LESSON, ...tokens]);
  return new Map(rows.map(({ token, ...counts }) => [token, counts]));
}

/** Learns from a comment that it is spam or that it isn't, instead of what was learnt from it before; null forgets it.
 *  An erased comment teaches nothing. */
export async function teach(
  tx: Transaction,
  commentId: number,
  isSpam: boolean | null,
  now: Date,
): Promise<void> {
  const known = await tx.db.spamLesson.findUnique({ where: { commentId }, select: { isSpam: true } });
  if ((known?.isSpam ?? null) === isSpam) return;
  await forgetLessons(tx, [commentId]);
  if (isSpam === null) return;
  const [text] = await listTexts(tx.db, [commentId]);
  if (text) await learn(tx, [text], isSpam, now);
}

type Text = Awaited<ReturnType<typeof listTexts>>[number];

/** Adds lessons of comments that have none. */
export async function learn(tx: Transaction, texts: Text[], isSpam: boolean, now: Date): Promise<void> {
  const sums = new Map<string, Counts>();
  for (const { id, ...text } of texts) {
    const tokens = [EVERY_LESSON, ...readTokens(text).tokens];
    const lesson = { commentId: id, isSpam, tokens: JSON.stringify(tokens), learnedAt: now };
    await tx.db.spamLesson.create({ data: lesson, select: { id: true } });
    for (const token of tokens) add(sums, token, isSpam, 1);
  }
  await addCounts(tx, sums);
}

/** Forgets what was learnt from these comments. */
export const forgetLessons = (tx: Transaction, commentIds: number[]): Promise<void> =>
  deleteLessons(tx, { commentId: { in: commentIds } });

/** Deletes lessons, and subtracts them from the counts. */
export async function deleteLessons(
  tx: Transaction,
  where: { commentId: { in: number[] } } | { id: { in: number[] } },
): Promise<void> {
  const lessons = await tx.db.spamLesson.findMany({ where, select: { isSpam: true, tokens: true } });
  if (lessons.length === 0) return;
  const sums = new Map<string, Counts>();
  for (const { isSpam, tokens } of lessons)
    for (const token of parseTokens(tokens)) add(sums, token, isSpam, -1);
  await tx.db.spamLesson.deleteMany({ where });
  await addCounts(tx, sums);
}

/** Keeps what was learnt from spam when its comment is erased after its time, since otherwise a site with little spam would
 *  never know enough of it. The lesson no longer says from which comment it is, and loses each word that no other lesson
 *  has. Call before the comments are erased. */
export async function detachLessons(tx: Transaction, commentIds: number[]): Promise<void> {
  const lessons = await tx.db.spamLesson.findMany({
    where: { commentId: { in: commentIds }, isSpam: true },
    select: { id: true, tokens: true },
  });
  for (const { id, tokens } of lessons) {
    const all = parseTokens(tokens);
    const counts = await readCounts(tx.db, all);
    const isShared = (token: string) => {
      const { spam = 0, ham = 0 } = counts.get(token) ?? {};
      return token === EVERY_LESSON || spam + ham > 1;
    };
    const kept = JSON.stringify(all.filter(isShared));
    await tx.db.spamLesson.update({
      where: { id },
      data: { commentId: null, tokens: kept },
      select: { id: true },
    });
    const sums = new Map<string, Counts>();
    for (const token of all) if (!isShared(token)) add(sums, token, true, -1);
    await addCounts(tx, sums);
  }
}

export const parseTokens = (tokens: string): string[] => JSON.parse(tokens);

export function add(sums: Map<string, Counts>, token: string, isSpam: boolean, change: 1 | -1): void {
  const counts = sums.get(token) ?? { spam: 0, ham: 0 };
  if (isSpam) counts.spam += change;
  else counts.ham += change;
  sums.set(token, counts);
}

/** In the order of the words, so that two transactions wait for each other in one direction only. A word that is in no
 *  lesson any more is deleted. */
async function addCounts(tx: Transaction, sums: ReadonlyMap<string, Counts>): Promise<void> {
  const rows = [...sums].map(([token, counts]) => ({ token, ...counts }));
  rows.sort((a, b) => (a.token < b.token ? -1 : 1));
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE)
    await addRows(tx.db, "SpamToken", "token", rows.slice(at, at + ROWS_AT_ONCE));
  const fewer = rows.filter(({ spam, ham }) => spam < 0 || ham < 0).map(({ token }) => token);
  for (let at = 0; at < fewer.length; at += ROWS_AT_ONCE)
    await tx.db.spamToken.deleteMany({
      where: { token: { in: fewer.slice(at, at + ROWS_AT_ONCE) }, spam: 0, ham: 0 },
    });
}
