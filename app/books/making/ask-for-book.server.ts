// Asks for a book: its job is enqueued, unless somebody has asked for it already.

import type { Database } from "~/platform/database/database.server";
import { enqueue } from "~/platform/jobs/jobs.server";
import type { BookKey, BookKind } from "../book";
import { GIVEN_UP_MS } from "../book.schema";
import { at, findBook, isBeingMade } from "./book-rows.server";
import { makeBookJob } from "./make-book.server";

export type AskedForBook =
  | { ok: true }
  | { ok: false; reason: "book.one-at-a-time"; other: { kind: BookKind; sourceId: number } };

/** `client` is a keyed hash of who asks. Refuses while another book is made for them. */
export const askForBook = (db: Database, key: BookKey, client: string, now: Date): Promise<AskedForBook> =>
  db.write(async (tx) => {
    const row = await findBook(tx.db, key);
    if (row && isBeingMade(row, now)) return { ok: true };
    const other = await tx.db.book.findFirst({
      where: { askedBy: client, askedAt: { gt: new Date(now.getTime() - GIVEN_UP_MS) } },
      select: { kind: true, sourceId: true },
    });
    if (other) {
      const kind: BookKind = other.kind === "tag" ? "tag" : "series";
      return { ok: false, reason: "book.one-at-a-time", other: { kind, sourceId: other.sourceId } };
    }
    const asked = { askedAt: now, askedBy: client, done: 0, total: 0, refusal: null };
    await tx.db.book.upsert({ where: at(key), create: { ...key, ...asked }, update: asked });
    const name = `book:${key.kind}:${key.sourceId}:${key.withResponses ? "with" : "without"}-responses`;
    await enqueue(tx, makeBookJob, key, { key: name, now });
    return { ok: true };
  });
