import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { databaseFile } from "~/platform/database.server";
import { migrate } from "~/platform/migrate.server";
import { temporaryFolder } from "../factories/database";

const OURS = "prisma/migrations";
const names = readdirSync(OURS).filter((name) => /^\d/.test(name));

const emptyUrl = () => `file:${path.join(temporaryFolder(), "data", "longtable.db")}`;

/** Our migrations, and these after them. */
function folderWith(...scripts: string[]): string {
  const folder = temporaryFolder();
  cpSync(OURS, folder, { recursive: true });
  for (const [index, sql] of scripts.entries()) {
    const name = path.join(folder, `2099010100000${index}_later_${index}`);
    mkdirSync(name);
    writeFileSync(path.join(name, "migration.sql"), sql);
  }
  return folder;
}

/** The database itself, foreign keys on. */
function open(url: string): Sqlite.Database {
  const db = new Sqlite(databaseFile(url));
  onTestFinished(() => void db.close());
  return db;
}

const recordOf = (url: string) =>
  open(url).prepare("SELECT * FROM _prisma_migrations ORDER BY migration_name").all() as Record<
    string,
    unknown
  >[];

const tablesOf = (url: string) =>
  open(url)
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .pluck()
    .all();

test("an empty database is brought to the newest schema, in a folder that is made", () => {
  const url = emptyUrl();
  expect(migrate(url, OURS)).toEqual(names);
  expect(tablesOf(url)).toEqual(
    expect.arrayContaining(["Comment", "Pingback", "Post", "_prisma_migrations"]),
  );
});

test("each migration is recorded as Prisma records it", () => {
  const url = emptyUrl();
  migrate(url, OURS);
  const checksum = (name: string) =>
    createHash("sha256")
      .update(readFileSync(path.join(OURS, name, "migration.sql")))
      .digest("hex");
  expect(recordOf(url)).toEqual(
    names.map((name) => ({
      id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      migration_name: name,
      checksum: checksum(name),
      started_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$/),
      finished_at: expect.stringMatching(/\+00:00$/),
      applied_steps_count: 1,
      logs: null,
      rolled_back_at: null,
    })),
  );
});

test("a second run applies nothing, and records nothing", () => {
  const url = emptyUrl();
  migrate(url, OURS);
  const before = recordOf(url);
  expect([migrate(url, OURS), recordOf(url)]).toEqual([[], before]);
});

test("only what is missing is applied, in order of name", () => {
  const url = emptyUrl();
  migrate(url, OURS);
  const applied = migrate(url, folderWith("CREATE TABLE Later (id)", "ALTER TABLE Later ADD COLUMN more"));
  expect(applied).toEqual(["20990101000000_later_0", "20990101000001_later_1"]);
});

test("a database that a newer version has migrated is left alone", () => {
  const url = emptyUrl();
  migrate(url, folderWith("CREATE TABLE Later (id)"));
  expect(() => migrate(url, OURS)).toThrow(/newer version \(20990101000000_later_0\)/);
});

test("a migration that was left unfinished is named, with the way out", () => {
  const url = emptyUrl();
  migrate(url, OURS);
  open(url).exec("UPDATE _prisma_migrations SET finished_at = NULL");
  expect(() => migrate(url, OURS)).toThrow(/_posts_and_responses was left unfinished.*migrate resolve/s);
});

test("one that was rolled back is applied again", () => {
  const folder = folderWith("CREATE TABLE IF NOT EXISTS Later (id)");
  const url = emptyUrl();
  migrate(url, folder);
  open(url).exec(
    "UPDATE _prisma_migrations SET finished_at = NULL, rolled_back_at = 1 WHERE migration_name LIKE '%later%'",
  );
  expect(migrate(url, folder)).toEqual(["20990101000000_later_0"]);
});

test("a migration that fails changes nothing, not even what came before it in the same run", () => {
  const url = emptyUrl();
  migrate(url, OURS);
  const tables = tablesOf(url);
  const folder = folderWith("CREATE TABLE Later (id)", "CREATE TABLE Last (id); SELECT nonsense");
  expect(() => migrate(url, folder)).toThrow(/_later_1 failed, and nothing was changed: no such column/);
  expect([tablesOf(url), recordOf(url).length]).toEqual([tables, names.length]);
});

const PEOPLE = `
  INSERT INTO "Post" (id, slug, title, summary, source, status, createdAt, updatedAt, html, excerpt, outline, links, wordCount, renderVersion)
    VALUES (1, 'x', 'X', '', '', 'published', 0, 0, '', '', '[]', '[]', 0, 1);
  INSERT INTO "FormerSlug" VALUES ('old-x', 1);
  INSERT INTO "Comment" (id, postId, number, depth, path, status, source, html, excerpt, renderVersion, fingerprint, createdAt)
    VALUES (1, 1, 1, 0, '0001', 'approved', '', '', '', 1, 'f', 0);
`;

/** How Prisma changes a table that SQLite can't alter: a new one, the rows, the old one dropped, the new one renamed. */
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

test("a table that is redefined loses none of the rows that hang on it", () => {
  const url = emptyUrl();
  migrate(url, OURS);
  open(url).exec(PEOPLE);
  migrate(url, folderWith(redefinition('SELECT * FROM "Post"')));
  const count = (table: string) => open(url).prepare(`SELECT count(*) FROM "${table}"`).pluck().get();
  expect(["Post", "FormerSlug", "Comment"].map(count)).toEqual([1, 1, 1]);
});

test("a migration that would leave rows hanging on nothing is refused, and changes nothing", () => {
  const url = emptyUrl();
  migrate(url, OURS);
  open(url).exec(PEOPLE);
  const folder = folderWith(redefinition('SELECT * FROM "Post" WHERE 0'));
  expect(() => migrate(url, folder)).toThrow("would break 2 references between tables; nothing was changed");
  expect(open(url).prepare('SELECT count(*) FROM "Post"').pluck().get()).toBe(1);
});
