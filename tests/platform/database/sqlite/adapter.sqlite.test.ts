// The configuration of SQLite, and locks of other processes.

import { expect, onTestFinished, test } from "vitest";
import { databaseFile, openDatabase } from "~/platform/database/database.server";
import Sqlite from "~/platform/database/sqlite/driver.mjs";
import { newDatabaseUrl } from "../../../factories/database";

async function openNew() {
  const url = await newDatabaseUrl();
  const db = openDatabase(url);
  onTestFinished(() => db.close());
  return { url, db };
}

test.each([
  ["journal_mode", "wal"],
  ["synchronous", 1n],
  ["foreign_keys", 1n],
])("the writer has %s = %s", async (name, value) => {
  const { db } = await openNew();
  const [row] = await db.$queryRawUnsafe<Record<string, unknown>[]>(`PRAGMA ${name}`);
  expect(row?.[name]).toBe(value);
});

test("the reader is query_only", async () => {
  const { db } = await openNew();
  const [row] = await db.$queryRaw<object[]>`SELECT * FROM pragma_query_only`;
  expect(row).toEqual({ query_only: 1n });
});

/** Takes the write lock like another process. */
function holdLock(url: string) {
  const other = new Sqlite(databaseFile(url));
  onTestFinished(() => void other.close());
  other.exec("BEGIN IMMEDIATE");
  return { release: () => void other.exec("COMMIT") };
}

test.each(["a transaction", "a single write"])(
  "%s waits for another process's lock, while reads go on",
  async (what) => {
    const { url, db } = await openNew();
    const lock = holdLock(url);
    let settled = false;
    const data = { handle: "ada", name: "Ada", createdAt: new Date(0) };
    const writing = (
      what === "a transaction" ? db.write((tx) => tx.db.person.create({ data })) : db.person.create({ data })
    ).finally(() => {
      settled = true;
    });
    // Many more reads than attempts to get the lock.
    for (let reads = 0; reads < 50; reads++) await db.person.count();
    expect(settled).toBe(false);
    lock.release();
    await writing;
    expect(await db.person.count()).toBe(1);
  },
);
