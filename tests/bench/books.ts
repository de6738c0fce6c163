// E-books: what one of twelve parts and about 500 responses costs. In this process, because a server does much else meanwhile.

import { tmpdir } from "node:os";
import { readBookName } from "~/books/book-name.server";
import { countReadable } from "~/books/contents/book-contents";
import { readBook } from "~/books/contents/read-book.server";
import { writeEpub } from "~/books/epub/write-epub.server";
import { layOut } from "~/books/pages/lay-out";
import { createDiskStore } from "~/media/store/disk-store.server";
import { type Database, openDatabase } from "~/platform/database/database.server";
import { KeptParts } from "~/platform/kept-parts";

const PARTS = 12;
const RESPONSES = 500;
const RUNS = 5;
const SITE_URL = "http://127.0.0.1";

export interface BookFigures {
  responses: number;
  bytes: number;
  /** Milliseconds of processor time: of the first, before Node's compiler has seen any, and of later ones. */
  firstCpuMs: number;
  cpuMs: number;
  /** Of the page for print, which reads the same. */
  printCpuMs: number;
  /** Of asking for the name of a book of which nothing has changed. */
  nameCpuMs: number;
}

export async function measureBooks(database: string): Promise<BookFigures> {
  const db = openDatabase(database);
  try {
    const key = { kind: "series" as const, sourceId: await addSeries(db), withResponses: true };
    const deps = { db, siteUrl: SITE_URL, parts: new KeptParts() };
    const read = async () => {
      const found = await readBook(deps, key);
      if (!found.ok) throw new Error(found.reason);
      return found.contents;
    };
    const make = async () => writeEpub(await read(), createDiskStore(tmpdir()));
    const look = { addressOf: () => "#", pictureAddress: () => "" };
    const print = async () => layOut(await read(), look, { responsesADocument: RESPONSES * 2 });
    const firstCpuMs = await cost(make, 1);
    await readBookName(deps, key);
    const { parts } = await read();
    return {
      ...{ firstCpuMs, cpuMs: await cost(make, RUNS), printCpuMs: await cost(print, RUNS) },
      nameCpuMs: await cost(() => readBookName(deps, key), 100),
      responses: parts.reduce((sum, part) => sum + countReadable(part.responses), 0),
      bytes: (await make()).length,
    };
  } finally {
    await db.close();
  }
}

/** Milliseconds of processor time, the mean. */
async function cost(work: () => Promise<unknown>, times: number): Promise<number> {
  const before = process.cpuUsage();
  for (let count = 0; count < times; count++) await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / times;
}

/** Puts posts with about as many responses into a series: one with many, and others that fill it up. */
async function addSeries(db: Database): Promise<number> {
  const posts = await db.post.findMany({
    where: { status: "published", responseCount: { lte: RESPONSES * 0.7 } },
    orderBy: { responseCount: "desc" },
    select: { id: true, responseCount: true },
  });
  let room = RESPONSES;
  const chosen: number[] = [];
  for (const { id, responseCount } of posts) {
    const left = PARTS - chosen.length;
    if (left === 0) break;
    // The last ones share what is left.
    if (responseCount > (chosen.length === 0 ? room : room / left)) continue;
    chosen.push(id);
    room -= responseCount;
  }
  const { id } = await db.series.create({
    data: {
      slug: "bench-book",
      title: "A book",
      status: "under way",
      introSource: "",
      introHtml: "",
      createdAt: new Date(),
    },
    select: { id: true },
  });
  for (const [index, postId] of chosen.entries())
    await db.post.update({ where: { id: postId }, data: { seriesId: id, part: index + 1 } });
  return id;
}
