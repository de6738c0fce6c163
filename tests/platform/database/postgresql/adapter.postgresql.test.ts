// Connections that PostgreSQL has closed, and the pool has not noticed yet.

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
    /** Fills the pool by simultaneous writes. */
    fill: () => Promise.all(Array.from({ length: CONNECTIONS }, () => write("before"))),
    /** Closes all connections except this one's, as a restart does. */
    endOthers: () =>
      raw.run(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()`),
  };
}

// Several rounds, because it is random which closed connections the pool has noticed.
test("retries a transaction on another connection when its own was closed before it began", async () => {
  const { fill, endOthers, write, written } = await openPooled();
  for (let round = 0; round < 5; round++) {
    await fill();
    await endOthers();
    for (let next = 0; next < CONNECTIONS; next++) await write(`after ${round}`);
  }
  expect((await written()).filter((keys) => keys !== "before")).toHaveLength(5 * CONNECTIONS);
});

test("fails a transaction whose connection is closed after it began, and does not retry it", async () => {
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
