// Checks the counts of words against the lessons, and the lessons against the comments.

import { listTexts } from "~/comments/moderation/comment-texts.server";
import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { CHECK_BATCH, type Inconsistency } from "~/platform/inconsistency";
import type { Counts } from "./classify";
import { forgetComments } from "./filter.server";
import { add, parseTokens } from "./lessons.server";

/** Finds lessons of erased comments, and counts that don't follow from the lessons. No word is shown, because it may be
 *  of a text that few can read. */
export async function checkLessons(db: DatabaseClient): Promise<Inconsistency[]> {
  const inconsistencies: Inconsistency[] = [];
  const right = new Map<string, Counts>();
  for await (const lessons of readLessons(db)) {
    const ids = lessons.flatMap(({ commentId }) => commentId ?? []);
    const present = new Set((await listTexts(db, ids)).map(({ id }) => id));
    for (const id of ids)
      if (!present.has(id))
        inconsistencies.push({
          row: `comment ${id}`,
          problem: "is erased, but the spam filter still knows its words",
          repair: (tx) => forgetComments(tx, [id]),
        });
    for (const { isSpam, tokens } of lessons)
      for (const token of parseTokens(tokens)) add(right, token, isSpam, 1);
  }
  const wrong = await countWrong(db, right);
  if (wrong > 0)
    inconsistencies.push({
      row: "spam filter",
      problem: `counts ${wrong} words otherwise than in what it learnt`,
      repair: recount,
    });
  return inconsistencies;
}

async function* readLessons(db: DatabaseClient) {
  for (let last = 0; ; ) {
    const lessons = await db.spamLesson.findMany({
      where: { id: { gt: last } },
      orderBy: { id: "asc" },
      take: CHECK_BATCH,
      select: { id: true, commentId: true, isSpam: true, tokens: true },
    });
    yield lessons;
    if (lessons.length < CHECK_BATCH) return;
    last = lessons.at(-1)?.id ?? last;
  }
}

async function countWrong(db: DatabaseClient, right: ReadonlyMap<string, Counts>): Promise<number> {
  const rows = await db.spamToken.findMany();
  const isRight = ({ token, spam, ham }: (typeof rows)[number]) =>
    right.get(token)?.spam === spam && right.get(token)?.ham === ham;
  const known = new Set(rows.map(({ token }) => token));
  return (
    rows.filter((row) => !isRight(row)).length + [...right.keys()].filter((token) => !known.has(token)).length
  );
}

/** Counts all words anew. */
async function recount(tx: Transaction): Promise<void> {
  const right = new Map<string, Counts>();
  for await (const lessons of readLessons(tx.db))
    for (const { isSpam, tokens } of lessons)
      for (const token of parseTokens(tokens)) add(right, token, isSpam, 1);
  await tx.db.spamToken.deleteMany();
  const rows = [...right].map(([token, counts]) => ({ token, ...counts }));
  for (let at = 0; at < rows.length; at += CHECK_BATCH / 2)
    await tx.db.spamToken.createMany({ data: rows.slice(at, at + CHECK_BATCH / 2) });
}
