// Deletes the files of books: those of yesterday, the oldest where there are too many, and those that no row names.

import { z } from "zod";
import type { MediaStore } from "~/media/store/store";
import type { Database } from "~/platform/database/database.server";
import { defineJob } from "~/platform/jobs/job";
import { PRUNE_PATTERN } from "~/platform/prune.server";
import { keyInStore } from "../book";
import { KEPT_HOURS, MAX_STORED_BYTES } from "../book.schema";

interface StoreDeps {
  db: Database;
  bookStore: MediaStore;
}

export const PRUNE_BOOKS_PATTERN = PRUNE_PATTERN;

export const pruneBooksJob = defineJob({
  kind: "prune-books",
  queue: "books",
  payload: z.object({}),
  run: (deps: StoreDeps, _payload, now) => pruneBooks(deps, now),
});

export async function pruneBooks({ db, bookStore }: StoreDeps, now: Date): Promise<void> {
  const old = new Date(now.getTime() - KEPT_HOURS * 60 * 60 * 1000);
  await db.write((tx) =>
    tx.db.book.deleteMany({
      where: {
        // What somebody waits for stays, also where it was made before.
        OR: [{ madeAt: { lt: old } }, { madeAt: null }],
        AND: { OR: [{ askedAt: null }, { askedAt: { lt: old } }] },
      },
    }),
  );
  const named = await listNames(db);
  // A file is there for a moment before its row names it.
  for await (const { key, changedAt } of bookStore.list())
    if (!named.has(key) && changedAt < new Date(now.getTime() - MOMENT_MS)) await bookStore.delete(key);
  await bookStore.sweep(old);
}

const MOMENT_MS = 60 * 60 * 1000;

const listNames = async (db: Database): Promise<Set<string>> => {
  const rows = await db.book.findMany({ where: { name: { not: null } }, select: { name: true } });
  return new Set(rows.flatMap(({ name }) => (name === null ? [] : keyInStore(name))));
};

/** Forgets the oldest books until the others fit. */
export async function makeRoom({ db, bookStore }: StoreDeps): Promise<void> {
  const rows = await db.book.findMany({
    where: { name: { not: null } },
    orderBy: { madeAt: "desc" },
    select: { kind: true, sourceId: true, withResponses: true, name: true, bytes: true },
  });
  let room = MAX_STORED_BYTES;
  for (const { name, bytes, ...key } of rows) {
    room -= bytes ?? 0;
    if (room >= 0 || name === null) continue;
    await db.write((tx) =>
      tx.db.book.updateMany({ where: { ...key, name }, data: { name: null, bytes: null, madeAt: null } }),
    );
    await bookStore.delete(keyInStore(name));
  }
}
