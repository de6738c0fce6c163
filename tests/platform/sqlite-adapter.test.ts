// Many writers at once, in one process and in several: nothing lost, nothing leaked, nobody turned away.

import Sqlite from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { databaseFile, openDatabase } from "~/platform/database.server";
import { newDatabaseUrl } from "../factories/database";
import { type Contention, contend, countOf } from "./contention";
import { bundleProgram, runProgram } from "./processes";

function openNew() {
  const url = newDatabaseUrl();
  const db = openDatabase(url);
  onTestFinished(() => db.close());
  return { url, db };
}

const writtenIn = (url: string) =>
  new Sqlite(databaseFile(url), { readonly: true })
    .prepare("SELECT handle FROM Person WHERE handle <> 'counter' ORDER BY handle")
    .pluck()
    .all();

test("in one process, every transaction is whole or not there, and the counter is exact", async () => {
  const { url, db } = openNew();
  const { kept } = await contend(db, { name: "only", transactions: 60 });
  expect(writtenIn(url)).toEqual(kept.sort());
  expect(await countOf(db)).toBe(40);
});

test("in three processes at once, the same", async () => {
  const { url, db } = openNew();
  const program = await bundleProgram("contending.program.ts");
  const run = async (name: string) => JSON.parse(await runProgram(program, url, name, "30")) as Contention;
  const all = await Promise.all(["one", "two", "three"].map(run));
  expect(writtenIn(url)).toEqual(all.flatMap((one) => one.kept).sort());
  expect(await countOf(db)).toBe(60);
});

/** Takes the write lock as another process would. */
function holdLock(url: string) {
  const other = new Sqlite(databaseFile(url));
  onTestFinished(() => void other.close());
  other.exec("BEGIN IMMEDIATE");
  return { release: () => void other.exec("COMMIT") };
}

test.each(["a transaction", "a single write"])(
  "%s waits for the lock of another process, and readers don't wait with it",
  async (what) => {
    const { url, db } = openNew();
    const lock = holdLock(url);
    let settled = false;
    const data = { handle: "ada", name: "Ada", createdAt: new Date(0) };
    const writing = (
      what === "a transaction" ? db.write((tx) => tx.db.person.create({ data })) : db.person.create({ data })
    ).finally(() => {
      settled = true;
    });
    // Many more reads than tries to get the lock.
    for (let reads = 0; reads < 50; reads++) await db.person.count();
    expect(settled).toBe(false);
    lock.release();
    await writing;
    expect(await db.person.count()).toBe(1);
  },
);
