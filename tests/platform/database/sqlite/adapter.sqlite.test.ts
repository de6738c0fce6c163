// The configuration of SQLite, and locks of other processes.

import { expect, onTestFinished, test } from "vitest";
import { databaseFile, openDatabase, Prisma } from "~/platform/database/database.server";
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

test("raw statements of a transaction give what they give outside it", async () => {
  const { db } = await openNew();
  const at = new Date(7);
  const author = await db.person.create({ data: { handle: "ada", name: "Ada\u0000", createdAt: at } });
  await db.searchEntry.create({
    data: { key: 2n ** 52n, kind: 1, thingId: 1, facets: "", digest: "", version: 1 },
  });
  const ask = ({ $queryRaw }: Pick<typeof db, "$queryRaw">) =>
    Promise.all([
      $queryRaw`SELECT * FROM "Person" WHERE "createdAt" = ${at} AND "id" = ${author.id}`,
      $queryRaw`SELECT * FROM "SearchEntry" WHERE "key" = ${2n ** 52n}`,
      $queryRaw`SELECT count(*) AS n, 1.5 AS part, ${null} AS empty, x'00ff' AS bytes FROM "Person"`,
      $queryRaw(Prisma.sql`SELECT "id" FROM "Person" WHERE ${false} = 1`),
    ]);
  const outside = await ask({ $queryRaw: db.$queryRaw.bind(db) as typeof db.$queryRaw });
  expect(outside).toMatchObject([[{ name: "Ada�", createdAt: at }], [{ key: 2n ** 52n }], [{ n: 1n }], []]);
  expect(await db.write((tx) => ask(tx.db))).toEqual(outside);
});

test("a raw statement after the end of its transaction fails, also while the next one runs", async () => {
  const { db } = await openNew();
  const { late } = await db.write(async ({ db: ended }) => ({
    late: () => ended.$executeRaw`INSERT INTO "Change" ("keys", "at") VALUES (${"late"}, ${new Date(0)})`,
  }));
  await expect(late()).rejects.toThrow("after the end of its transaction");
  await db.write(async () => expect(late()).rejects.toThrow("after the end of its transaction"));
  expect(await db.change.count()).toBe(0);
});
