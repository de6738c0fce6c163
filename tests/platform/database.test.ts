import { existsSync } from "node:fs";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { expect, onTestFinished, test, vi } from "vitest";
import { type Database, databaseFile, openDatabase } from "~/platform/database.server";
import { newDatabaseUrl, temporaryFolder } from "../factories/database";

function openNew() {
  const url = newDatabaseUrl();
  const db = openDatabase(url);
  onTestFinished(() => db.close());
  return { db, file: databaseFile(url) };
}

const person = (handle: string) => ({ handle, name: handle, createdAt: new Date(0) });

const handlesOf = async (db: Pick<Database, "person">) =>
  (await db.person.findMany({ orderBy: { handle: "asc" } })).map((row) => row.handle);

test("the folder of the database is made", async () => {
  const file = path.join(temporaryFolder(), "a", "b", "longtable.db");
  const db = openDatabase(`file:${file}`);
  onTestFinished(() => db.close());
  await db.$queryRaw`SELECT 1`;
  expect(existsSync(file)).toBe(true);
});

test("a transaction gives what its work gives", async () => {
  const { db } = openNew();
  const made = await db.write((tx) => tx.db.person.create({ data: person("ada") }));
  expect([made.handle, await handlesOf(db)]).toEqual(["ada", ["ada"]]);
});

test("a transaction that throws leaves nothing behind, and throws the same", async () => {
  const { db } = openNew();
  const fault = new Error("changed my mind");
  const work = db.write(async (tx) => {
    await tx.db.person.create({ data: person("ada") });
    await tx.db.person.create({ data: person("eve") });
    throw fault;
  });
  await expect(work).rejects.toBe(fault);
  expect(await handlesOf(db)).toEqual([]);
});

test("a transaction whose last statement fails leaves nothing behind", async () => {
  const { db } = openNew();
  const work = db.write(async (tx) => {
    await tx.db.person.create({ data: person("ada") });
    await tx.db.person.create({ data: person("ada") });
  });
  await expect(work).rejects.toMatchObject({ code: "P2002" });
  expect(await handlesOf(db)).toEqual([]);
});

test("who reads outside sees nothing until it is committed", async () => {
  const { db } = openNew();
  const seen: string[][] = [];
  await db.write(async (tx) => {
    await tx.db.person.create({ data: person("ada") });
    seen.push(await handlesOf(db), await handlesOf(tx.db));
  });
  seen.push(await handlesOf(db));
  expect(seen).toEqual([[], ["ada"], ["ada"]]);
});

test("a write outside any transaction waits for the one that is open, and outlives its rollback", async () => {
  const { db } = openNew();
  let outside: Promise<unknown> = Promise.resolve();
  const work = db.write(async (tx) => {
    outside = db.person.create({ data: person("outside") }).then(() => "written");
    await tx.db.person.create({ data: person("inside") });
    throw new Error("undone");
  });
  await expect(work).rejects.toThrow("undone");
  expect([await outside, await handlesOf(db)]).toEqual(["written", ["outside"]]);
});

test("what changed is told once, after commit, with every key", async () => {
  const { db, file } = openNew();
  const other = new Sqlite(file, { readonly: true });
  onTestFinished(() => void other.close());
  const heard: unknown[] = [];
  db.onChange((keys) => {
    heard.push([[...keys].sort(), other.prepare("SELECT handle FROM Person").pluck().all()]);
  });
  await db.write(async (tx) => {
    tx.changed("people");
    await tx.db.person.create({ data: person("ada") });
    tx.changed("person:1", "people");
  });
  expect(heard).toEqual([[["people", "person:1"], ["ada"]]]);
});

test.each([
  ["rolled back", ["people"], true],
  ["committed without a change to tell of", [], false],
])("nothing is told of a transaction that is %s", async (_what, keys, fails) => {
  const { db } = openNew();
  const listener = vi.fn();
  db.onChange(listener);
  const work = db.write(async (tx) => {
    tx.changed(...keys);
    if (fails) throw new Error("undone");
  });
  await work.catch(() => {});
  expect(listener).not.toHaveBeenCalled();
});

test("a row can't hang on one that isn't there", async () => {
  const { db } = openNew();
  const work = db.formerSlug.create({ data: { slug: "old", postId: 404 } });
  await expect(work).rejects.toMatchObject({ code: "P2003" });
});

test.each([
  ["journal_mode", "wal"],
  ["synchronous", 1n],
  ["foreign_keys", 1n],
])("%s is %s where we write", async (name, value) => {
  const { db } = openNew();
  const [row] = await db.$queryRawUnsafe<Record<string, unknown>[]>(`PRAGMA ${name}`);
  expect(row?.[name]).toBe(value);
});

test("nothing can be written where we only read", async () => {
  const { db } = openNew();
  const [row] = await db.$queryRaw<object[]>`SELECT * FROM pragma_query_only`;
  expect(row).toEqual({ query_only: 1n });
});

test("a transaction that never ends is ended after a while, and the next one goes on", async () => {
  const { db } = openNew();
  await db.$queryRaw`SELECT 1`;
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  let isOpen = () => {};
  const opened = new Promise<void>((resolve) => {
    isOpen = resolve;
  });
  const stuck = db.write(async (tx) => {
    await tx.db.person.create({ data: person("stuck") });
    isOpen();
    await new Promise((resolve) => setTimeout(resolve, 16_000));
    await tx.db.person.create({ data: person("late") });
  });
  const ended = expect(stuck).rejects.toMatchObject({ code: "P2028" });
  await opened;
  await vi.advanceTimersByTimeAsync(16_001);
  await ended;
  await db.write((tx) => tx.db.person.create({ data: person("next") }));
  expect(await handlesOf(db)).toEqual(["next"]);
});
