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

test("returns the result of a transaction's work", async () => {
  const { db } = await openNew();
  const made = await db.write((tx) => tx.db.person.create({ data: person("ada") }));
  expect([made.handle, await handlesOf(db)]).toEqual(["ada", ["ada"]]);
});

test("rolls back a transaction that throws, and rethrows the error", async () => {
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

test("rolls back a transaction whose last statement fails", async () => {
  const { db } = await openNew();
  const work = db.write(async (tx) => {
    await tx.db.person.create({ data: person("ada") });
    await tx.db.person.create({ data: person("ada") });
  });
  await expect(work).rejects.toMatchObject({ code: "P2002" });
  expect(await handlesOf(db)).toEqual([]);
});

test("shows a transaction's rows to others only after the commit", async () => {
  const { db } = await openNew();
  const seen: string[][] = [];
  await db.write(async (tx) => {
    await tx.db.person.create({ data: person("ada") });
    seen.push(await handlesOf(db), await handlesOf(tx.db));
  });
  seen.push(await handlesOf(db));
  expect(seen).toEqual([[], ["ada"], ["ada"]]);
});

test("makes a write outside a transaction wait for the open one and survive its rollback", async () => {
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

test("announces a transaction's tags once, after the commit", async () => {
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
  ["committed without tags", [], false],
])("announces nothing for a transaction that is %s", async (_what, keys, fails) => {
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

test("refuses a row whose foreign key has no row", async () => {
  const { db } = await openNew();
  const work = db.formerAddress.create({ data: { path: "/posts/old", postId: 404 } });
  await expect(work).rejects.toMatchObject({ code: "P2003" });
});

test("ends a transaction that takes too long, and runs the next one", async () => {
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

test("a snapshot shows nothing that is written after it began", async () => {
  const { db } = await openNew();
  await db.write((tx) => tx.db.person.create({ data: person("ada") }));
  const seen = await db.snapshot(async (then) => {
    const before = await handlesOf(then);
    await db.write((tx) => tx.db.person.create({ data: person("eve") }));
    return [before, await handlesOf(then), await handlesOf(db)];
  });
  expect(seen).toEqual([["ada"], ["ada"], ["ada", "eve"]]);
});

test("a snapshot refuses writes", async () => {
  const { db } = await openNew();
  await expect(db.snapshot((then) => then.person.create({ data: person("ada") }))).rejects.toThrow(
    /read.?only/i,
  );
  expect(await handlesOf(db)).toEqual([]);
});
