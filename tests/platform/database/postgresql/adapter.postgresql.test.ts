// Connections that PostgreSQL has ended, and nobody has noticed yet.

import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "~/platform/database/database.server";
import { newDatabaseUrl } from "../../../factories/database";
import { openRaw } from "../../../factories/raw-database";

const CONNECTIONS = 10;
const MARK = "terminating";

async function openPooled() {
  const url = await newDatabaseUrl();
  const db = openDatabase(url);
  onTestFinished(() => db.close());
  const raw = await openRaw(url);
  const write = (keys: string) => db.write((tx) => tx.db.change.create({ data: { keys, at: new Date() } }));
  return {
    db,
    write,
    written: () => raw.column(`SELECT keys FROM "Change" ORDER BY id`),
    /** As the pool is when many have just written at once. */
    fill: () => Promise.all(Array.from({ length: CONNECTIONS }, () => write("before"))),
    /** All but the one that does it: PostgreSQL says so to each, and hangs up. */
    endOthers: () =>
      raw.run(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()`),
  };
}

// Several times, since which of them the pool has noticed is a matter of chance.
test("a transaction whose connection was ended before it began is begun on another", async () => {
  const { fill, endOthers, write, written } = await openPooled();
  for (let round = 0; round < 5; round++) {
    await fill();
    await endOthers();
    for (let next = 0; next < CONNECTIONS; next++) await write(`after ${round}`);
  }
  expect((await written()).filter((keys) => keys !== "before")).toHaveLength(5 * CONNECTIONS);
});

test("one that is ended after it began fails, and is not done a second time", async () => {
  const { db, endOthers, written } = await openPooled();
  let runs = 0;
  const failing = db.write(async (tx) => {
    runs++;
    await tx.db.change.create({ data: { keys: MARK, at: new Date() } });
    await endOthers();
    await tx.db.change.create({ data: { keys: MARK, at: new Date() } });
  });
  await expect(failing).rejects.toThrow();
  expect(runs).toBe(1);
  expect(await written()).toEqual([]);
});
