// SQLite tells of nothing: a process looks for commits of the others.

import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "~/platform/database/database.server";
import Sqlite from "~/platform/database/sqlite/driver.mjs";
import { databaseFile } from "~/platform/database/url";
import { newDatabaseUrl } from "../../factories/database";

const nextTurn = () => new Promise(setImmediate);

test("looks for other processes' commits once per turn of the event loop", async () => {
  const url = await newDatabaseUrl();
  const db = openDatabase(url);
  const other = new Sqlite(databaseFile(url));
  onTestFinished(async () => {
    other.close();
    await db.close();
  });
  const heard: string[] = [];
  db.onChange((keys) => heard.push(...keys));
  await db.followOthers();

  await nextTurn();
  expect(db.catchUp()).toBeUndefined();
  other.prepare("INSERT INTO Change (keys, at) VALUES ('post:9', 0)").run();
  expect(db.catchUp()).toBeUndefined();

  await nextTurn();
  const reading = db.catchUp();
  expect(reading).toBeInstanceOf(Promise);
  // Requests of the same turn wait for the same reading.
  expect(db.catchUp()).toBe(reading);
  await reading;
  expect(heard).toEqual(["post:9"]);
  await nextTurn();
  expect(db.catchUp()).toBeUndefined();
});
