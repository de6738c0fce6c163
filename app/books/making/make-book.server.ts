// Makes a book's file, as a job.

import { z } from "zod";
import type { MediaStore } from "~/media/store/store";
import type { Database } from "~/platform/database/database.server";
import { defineJob } from "~/platform/jobs/job";
import { type BookKey, keyInStore } from "../book";
import { nameOf } from "../book-name.server";
import { readBook } from "../contents/read-book.server";
import { writeEpub } from "../epub/write-epub.server";
import { noteFailure, noteMade, noteProgress, noteRefusal } from "./book-rows.server";
import { makeRoom } from "./prune-books.server";

export interface MakingDeps {
  db: Database;
  siteUrl: string;
  mediaStore: MediaStore;
  bookStore: MediaStore;
}

/** A row is written for progress as often as a page looks for it. */
const PROGRESS_MS = 1_000;

export const makeBookJob = defineJob({
  kind: "make-book",
  queue: "books",
  payload: z.object({ kind: z.enum(["series", "tag"]), sourceId: z.number(), withResponses: z.boolean() }),
  describe: ({ kind, sourceId }) => `${kind} ${sourceId}`,
  run: (deps: MakingDeps, key, now) => makeBook(deps, key, now),
});

/** Makes a book of what everyone may see now, unless that is made already. */
export async function makeBook(deps: MakingDeps, key: BookKey, now: Date): Promise<void> {
  let name: string | null = null;
  try {
    const read = await readBook(deps, key);
    if (!read.ok) return await noteRefusal(deps.db, key, read.reason);
    const { contents } = read;
    name = nameOf(contents);
    const bytes =
      (await sizeInStore(deps.bookStore, name)) ??
      (await write(deps, name, (onPart) => writeEpub(contents, deps.mediaStore, onPart), {
        note: (done) => noteProgress(deps.db, key, done, contents.parts.length),
      }));
    const former = await noteMade(deps.db, key, { name, bytes }, now);
    if (former !== null) await deps.bookStore.delete(keyInStore(former));
    await makeRoom(deps);
  } catch (error) {
    // Whoever waits is told; the job may still succeed at another attempt.
    await noteFailure(deps.db, key, name);
    throw error;
  }
}

async function write(
  { bookStore }: MakingDeps,
  name: string,
  make: (onPart: (done: number) => Promise<void>) => Promise<Buffer>,
  { note }: { note(done: number): Promise<void> },
): Promise<number> {
  let noted = Date.now();
  const bytes = await make(async (done) => {
    if (Date.now() - noted < PROGRESS_MS) return;
    noted = Date.now();
    await note(done);
  });
  await bookStore.put(keyInStore(name), bytes);
  return bytes.length;
}

/** Bytes of a file that is made already; null if it isn't there. */
async function sizeInStore(store: MediaStore, name: string): Promise<number | null> {
  for await (const { bytes } of store.list(keyInStore(name))) return bytes;
  return null;
}
