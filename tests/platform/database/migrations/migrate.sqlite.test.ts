// Migrations on SQLite, which rebuilds tables to change them, and copies the database before.

import { existsSync } from "node:fs";
import path from "node:path";
import type BetterSqlite3 from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { migrate } from "~/platform/database/migrations/migrate.server";
import Sqlite from "~/platform/database/sqlite/driver.mjs";
import { databaseFile } from "~/platform/database/url";
import { newDatabaseUrl, temporaryFolder } from "../../../factories/database";
import { folderWith, OURS } from "./migrations";

/** The database with foreign keys on. */
function open(file: string): BetterSqlite3.Database {
  const db = new Sqlite(file);
  onTestFinished(() => void db.close());
  return db;
}

test("creates the folder of a new database", async () => {
  const file = path.join(temporaryFolder(), "a", "b", "longtable.db");
  await migrate(`file:${file}`, OURS);
  expect(existsSync(file)).toBe(true);
});

test("copies the database before a migration, including the latest writes", async () => {
  const url = await newDatabaseUrl();
  open(databaseFile(url)).exec(PEOPLE);
  const { copy } = await migrate(url, folderWith('DELETE FROM "Comment"'));
  const count = (file: string) => open(file).prepare('SELECT count(*) FROM "Comment"').pluck().get();
  expect([copy, count(copy ?? ""), count(databaseFile(url))]).toEqual([
    `${databaseFile(url)}.before-20990101000000_later_0`,
    1,
    0,
  ]);
});

const PEOPLE = `
  INSERT INTO "Post" (id, slug, title, summary, source, status, createdAt, updatedAt, html, excerpt, outline, wordCount, renderVersion)
    VALUES (1, 'x', 'X', '', '', 'published', 0, 0, '', '', '[]', 0, 1);
  INSERT INTO "FormerAddress" VALUES ('/posts/old-x', 1);
  INSERT INTO "Comment" (id, postId, number, path, status, source, html, excerpt, renderVersion, createdAt)
    VALUES (1, 1, 1, '0001', 'approved', '', '', '', 1, 0);
`;

/** Prisma's way to change a table on SQLite: create a new one, copy the rows, drop the old one, rename the
 *  new one. */
const redefinition = (copied: string) => `
  -- RedefineTables
  PRAGMA defer_foreign_keys=ON;
  PRAGMA foreign_keys=OFF;
  CREATE TABLE "new_Post" AS SELECT * FROM "Post" WHERE 0;
  INSERT INTO "new_Post" ${copied};
  DROP TABLE "Post";
  ALTER TABLE "new_Post" RENAME TO "Post";
  CREATE UNIQUE INDEX "Post_id" ON "Post"("id");
  PRAGMA foreign_keys=ON;
  PRAGMA defer_foreign_keys=OFF;
`;

test("keeps the rows that reference a rebuilt table", async () => {
  const url = await newDatabaseUrl();
  open(databaseFile(url)).exec(PEOPLE);
  await migrate(url, folderWith(redefinition('SELECT * FROM "Post"')));
  const count = (table: string) =>
    open(databaseFile(url)).prepare(`SELECT count(*) FROM "${table}"`).pluck().get();
  expect(["Post", "FormerAddress", "Comment"].map(count)).toEqual([1, 1, 1]);
});

test("refuses a migration that would break foreign keys, and changes nothing", async () => {
  const url = await newDatabaseUrl();
  open(databaseFile(url)).exec(PEOPLE);
  const folder = folderWith(redefinition('SELECT * FROM "Post" WHERE 0'));
  await expect(migrate(url, folder)).rejects.toThrow(
    "would break 2 references between tables. Nothing was changed",
  );
  expect(open(databaseFile(url)).prepare('SELECT count(*) FROM "Post"').pluck().get()).toBe(1);
});
