// Changes by one process are announced to the others.

import { expect, onTestFinished, test } from "vitest";
import { type Database, openDatabase } from "~/platform/database/database.server";
import { newDatabaseUrl, provider } from "../../factories/database";
import { openRaw } from "../../factories/raw-database";

/** A client of the database, as another process would have it, with the cache tags that it has heard. */
async function openProcess(url: string) {
  const db = openDatabase(url);
  onTestFinished(() => db.close());
  const heard: string[] = [];
  db.onChange((keys) => heard.push(...(keys === "everything" ? [keys] : keys)));
  await db.followOthers();
  return { db, heard, change: (...keys: string[]) => db.write(async (tx) => tx.invalidate(...keys)) };
}

async function openTwo() {
  const url = await newDatabaseUrl();
  return { url, here: await openProcess(url), there: await openProcess(url) };
}

/** SQLite announces changes when asked, PostgreSQL by itself. */
async function expectHeard({ db, heard }: { db: Database; heard: string[] }, keys: string[]) {
  await expect
    .poll(async () => {
      await db.catchUp();
      return [...heard].sort();
    })
    .toEqual(keys);
}

test("hears a change by another process once", async () => {
  const { here, there } = await openTwo();
  await there.change("post:1", "posts");
  await expectHeard(here, ["post:1", "posts"]);
  await there.change("post:2");
  await expectHeard(here, ["post:1", "post:2", "posts"]);
});

test("hears its own change once, and not again from outside", async () => {
  const { here, there } = await openTwo();
  await here.change("post:1");
  await there.change("post:2");
  await here.change("post:3");
  await expectHeard(here, ["post:1", "post:2", "post:3"]);
  await expectHeard(there, ["post:1", "post:2", "post:3"]);
});

test("hears a change with more tags than a notification holds", async () => {
  const { here, there } = await openTwo();
  const keys = Array.from({ length: 2_000 }, (_, number) => `post:${number}`);
  await there.change(...keys);
  // Too many tags may be announced as "everything".
  await expect
    .poll(async () => {
      await here.db.catchUp();
      return here.heard.includes("everything") || keys.every((key) => here.heard.includes(key));
    })
    .toBe(true);
});

test("finds a change that came without a notification", async () => {
  const { url, here } = await openTwo();
  const raw = await openRaw(url);
  await raw.run(
    `INSERT INTO "Change" (keys, at) VALUES ('post:9', ${provider() === "sqlite" ? 0 : "now()"})`,
  );
  await expect
    .poll(
      async () => {
        await here.db.catchUp();
        return here.heard;
      },
      { timeout: 6_000 },
    )
    .toEqual(["post:9"]);
});

test("does not hear a transaction that was rolled back", async () => {
  const { here, there } = await openTwo();
  const undone = there.db.write(async (tx) => {
    tx.invalidate("post:1");
    throw new Error("changed my mind");
  });
  await expect(undone).rejects.toThrow();
  await there.change("post:2");
  await expectHeard(here, ["post:2"]);
});

test("passes on this process's own change in the same turn", async () => {
  const { here } = await openTwo();
  await here.db.catchUp();
  await here.change("post:1");
  expect(here.heard).toEqual(["post:1"]);
});
