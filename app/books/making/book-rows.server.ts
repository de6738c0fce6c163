// What the site knows of the books that it makes.

import type { Database, DatabaseClient } from "~/platform/database/database.server";
import { type BookKey, FAILED } from "../book";
import { GIVEN_UP_MS } from "../book.schema";
import type { BookRefusal } from "../contents/book-contents";

export type BookRow = NonNullable<Awaited<ReturnType<typeof findBook>>>;

/** A book's row by its key. */
export const at = ({ kind, sourceId, withResponses }: BookKey) => ({
  kind_sourceId_withResponses: { kind, sourceId, withResponses },
});

export const findBook = (db: DatabaseClient, key: BookKey) => db.book.findUnique({ where: at(key) });

/** Whether somebody asked for it, and it isn't made yet. */
export const isBeingMade = (row: Pick<BookRow, "askedAt">, now: Date): boolean =>
  row.askedAt !== null && isAsked(row.askedAt, now);

// A time that lies ahead was noted before the clock was set back.
const isAsked = (askedAt: Date, now: Date) => Math.abs(now.getTime() - askedAt.getTime()) < GIVEN_UP_MS;

const noLongerAsked = { askedAt: null, askedBy: null } as const;

/** Notes how many parts are written. */
export async function noteProgress(db: Database, key: BookKey, done: number, total: number): Promise<void> {
  await db.write((tx) => tx.db.book.updateMany({ where: key, data: { done, total } }));
}

/** Notes that a book is made. Returns the name of the file that it takes the place of; null if there is none. */
export const noteMade = (
  db: Database,
  key: BookKey,
  { name, bytes }: { name: string; bytes: number },
  now: Date,
): Promise<string | null> =>
  db.write(async (tx) => {
    const before = await findBook(tx.db, key);
    const made = { ...noLongerAsked, refusal: null, name, bytes, madeAt: now };
    await tx.db.book.upsert({ where: at(key), create: { ...key, ...made }, update: made });
    return before?.name && before.name !== name ? before.name : null;
  });

/** Notes why a book can't be made. */
export async function noteRefusal(db: Database, key: BookKey, reason: BookRefusal["reason"]): Promise<void> {
  await db.write((tx) => tx.db.book.updateMany({ where: key, data: { ...noLongerAsked, refusal: reason } }));
}

/** Notes that a book wasn't made, with the name that it would have, if that was known: the failure is told until the book changes. */
export async function noteFailure(db: Database, key: BookKey, name: string | null): Promise<void> {
  await db.write(async (tx) => {
    await tx.db.book.updateMany({ where: key, data: { ...noLongerAsked, refusal: FAILED } });
    // Another machine may have the file of this name. One of another name isn't served any more.
    await tx.db.book.updateMany({
      where: { ...key, OR: [{ name: null }, { name: { not: name } }] },
      data: { name, bytes: null, madeAt: null },
    });
  });
}
