// Changes on PostgreSQL, where connections break and transactions commit in another order than they began.

import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "~/platform/database/database.server";
import { openPostgres } from "~/platform/database/postgresql/engine.server";
import { newDatabaseUrl } from "../../factories/database";
import { openRaw } from "../../factories/raw-database";

async function openHere() {
  const url = await newDatabaseUrl();
  const db = openDatabase(url);
  onTestFinished(() => db.close());
  const heard: string[] = [];
  db.onChange((keys) => heard.push(...(keys === "everything" ? [keys] : keys)));
  await db.followOthers();
  return { url, heard };
}

test("invalidates everything when the connection breaks, and hears later changes again", async () => {
  const { url, heard } = await openHere();
  const raw = await openRaw(url);
  const killed = await raw.column(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'longtable listener' AND datname = current_database()",
  );
  expect(killed).toEqual([true]);
  await expect.poll(() => heard.filter((key) => key === "everything").length, { timeout: 5_000 }).toBe(2);
  await raw.run("SELECT pg_notify('longtable_changes', '77 post:7')");
  await expect.poll(() => heard.at(-1)).toBe("post:7");
});

test("finds a change that was begun first and committed last without a notification", async () => {
  const { url, heard } = await openHere();
  const slow = await openRaw(url);
  const quick = await openRaw(url);
  await slow.run(`BEGIN; INSERT INTO "Change" (keys, at) VALUES ('slow', now())`);
  await quick.run(`INSERT INTO "Change" (keys, at) VALUES ('quick', now())`);
  await expect.poll(() => heard, { timeout: 6_000 }).toEqual(["quick"]);
  await slow.run("COMMIT");
  await expect.poll(() => heard, { timeout: 6_000 }).toEqual(["quick", "slow"]);
});

test("lets a command that doesn't listen go on without confirmations, which it could not hear", async () => {
  const { url, heard } = await openHere();
  const engine = openPostgres(url);
  onTestFinished(() => engine.close());
  const confirmed = await engine.transact(async (db) => engine.announce(db, { id: 7, keys: ["post:7"] }));
  const wait = new Promise<string>((resolve) => setImmediate(() => resolve("waits")));
  expect(await Promise.race([confirmed?.().then(() => "goes on"), wait])).toBe("goes on");
  await expect.poll(() => heard).toEqual(["post:7"]);
});
