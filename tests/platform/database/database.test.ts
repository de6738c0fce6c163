import { expect, onTestFinished, test, vi } from "vitest";
import { type Database, openDatabase } from "~/platform/database/database.server";
import { newDatabaseUrl } from "../../factories/database";
import { openRaw } from "../../factories/raw-database";

async function openNew() {
  const url = await newDatabaseUrl();
  const db = openDatabase(url);
  onTestFinished(() => db.close());
  return { db, url };
}

const person = (handle: string) => ({ handle, name: handle, createdAt: new Date(0) });

const handlesOf = async (db: Pick<Database, "person">) =>
  (await db.person.findMany({ orderBy: { handle: "asc" } })).map((row) => row.handle);

test("a transaction gives what its work gives", async () => {
  const { db } = await openNew();
  const made = await db.write((tx) => tx.db.person.create({ data: person("ada") }));
  expect([made.handle, await handlesOf(db)]).toEqual(["ada", ["ada"]]);
});

test("a transaction that throws leaves nothing behind, and throws the same", async () => {
  const { db } = await openNew();
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
  const { db } = await openNew();
  const work = db.write(async (tx) => {
    await tx.db.person.create({ data: person("ada") });
    await tx.db.person.create({ data: person("ada") });
  });
  await expect(work).rejects.toMatchObject({ code: "P2002" });
  expect(await handlesOf(db)).toEqual([]);
});

test("who reads outside sees nothing until it is committed", async () => {
  const { db } = await openNew();
  const seen: string[][] = [];
  await db.write(async (tx) => {
    await tx.db.person.create({ data: person("ada") });
    seen.push(await handlesOf(db), await handlesOf(tx.db));
  });
  seen.push(await handlesOf(db));
  expect(seen).toEqual([[], ["ada"], ["ada"]]);
});

test("a write outside any transaction waits for the one that is open, and outlives its rollback", async () => {
  const { db } = await openNew();
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
  const { db, url } = await openNew();
  const other = await openRaw(url);
  const heard: unknown[] = [];
  db.onChange((keys) => {
    heard.push([...keys].sort(), other.column('SELECT handle FROM "Person"'));
  });
  await db.write(async (tx) => {
    tx.invalidate("people");
    await tx.db.person.create({ data: person("ada") });
    tx.invalidate("person:1", "people");
  });
  expect(await Promise.all(heard)).toEqual([["people", "person:1"], ["ada"]]);
});

test.each([
  ["rolled back", ["people"], true],
  ["committed without a change to tell of", [], false],
])("nothing is told of a transaction that is %s", async (_what, keys, fails) => {
  const { db } = await openNew();
  const listener = vi.fn();
  db.onChange(listener);
  const work = db.write(async (tx) => {
    tx.invalidate(...keys);
    if (fails) throw new Error("undone");
  });
  await work.catch(() => {});
  expect(listener).not.toHaveBeenCalled();
});

test("a row can't hang on one that isn't there", async () => {
  const { db } = await openNew();
  const work = db.formerSlug.create({ data: { slug: "old", postId: 404 } });
  await expect(work).rejects.toMatchObject({ code: "P2003" });
});

test("a transaction that never ends is ended after a while, and the next one goes on", async () => {
  const { db } = await openNew();
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

test("a snapshot sees what stood when it began, and nothing that is written meanwhile", async () => {
  const { db } = await openNew();
  await db.write((tx) => tx.db.person.create({ data: person("ada") }));
  const seen = await db.snapshot(async (then) => {
    const before = await handlesOf(then);
    await db.write((tx) => tx.db.person.create({ data: person("eve") }));
    return [before, await handlesOf(then), await handlesOf(db)];
  });
  expect(seen).toEqual([["ada"], ["ada"], ["ada", "eve"]]);
});

test("a snapshot refuses to write", async () => {
  const { db } = await openNew();
  await expect(db.snapshot((then) => then.person.create({ data: person("ada") }))).rejects.toThrow(
    /read.?only/i,
  );
  expect(await handlesOf(db)).toEqual([]);
});
