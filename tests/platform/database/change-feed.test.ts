// What one process changes, the others hear.

import { expect, onTestFinished, test } from "vitest";
import { type Database, openDatabase } from "~/platform/database/database.server";
import { newDatabaseUrl, provider } from "../../factories/database";
import { openRaw } from "../../factories/raw-database";

/** A process's view of the database: what it hears, and a way to change something. */
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

/** SQLite tells when it is asked, PostgreSQL by itself. */
async function expectHeard({ db, heard }: { db: Database; heard: string[] }, keys: string[]) {
  await expect
    .poll(async () => {
      await db.catchUp();
      return [...heard].sort();
    })
    .toEqual(keys);
}

test("what another process changes is heard, once", async () => {
  const { here, there } = await openTwo();
  await there.change("post:1", "posts");
  await expectHeard(here, ["post:1", "posts"]);
  await there.change("post:2");
  await expectHeard(here, ["post:1", "post:2", "posts"]);
});

test("what we change ourselves is heard once, and not again from outside", async () => {
  const { here, there } = await openTwo();
  await here.change("post:1");
  await there.change("post:2");
  await here.change("post:3");
  await expectHeard(here, ["post:1", "post:2", "post:3"]);
  await expectHeard(there, ["post:1", "post:2", "post:3"]);
});

test("a change with more keys than a notification holds is heard whole", async () => {
  const { here, there } = await openTwo();
  const keys = Array.from({ length: 2_000 }, (_, number) => `post:${number}`);
  await there.change(...keys);
  // What can't be told in a few words may be told as a change to everything.
  await expect
    .poll(async () => {
      await here.db.catchUp();
      return here.heard.includes("everything") || keys.every((key) => here.heard.includes(key));
    })
    .toBe(true);
});

test("what was changed without a word is found nevertheless", async () => {
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

test("a transaction that is undone is not heard of", async () => {
  const { here, there } = await openTwo();
  const undone = there.db.write(async (tx) => {
    tx.invalidate("post:1");
    throw new Error("changed my mind");
  });
  await expect(undone).rejects.toThrow();
  await there.change("post:2");
  await expectHeard(here, ["post:2"]);
});
