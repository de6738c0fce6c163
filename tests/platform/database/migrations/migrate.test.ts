import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { migrate } from "~/platform/database/migrations/migrate.server";
import { newDatabaseUrl } from "../../../factories/database";
import { openRaw } from "../../../factories/raw-database";
import { folderWith, names, OURS, ours } from "./migrations";

const emptyUrl = () => newDatabaseUrl({ migrated: false });

const recordOf = async (url: string) =>
  (await openRaw(url)).rows("SELECT * FROM _prisma_migrations ORDER BY migration_name");

/** Whether a table exists, checked by reading it. */
async function has(url: string, table: string): Promise<boolean> {
  return (await openRaw(url)).rows(`SELECT * FROM "${table}"`).then(
    () => true,
    () => false,
  );
}

test("migrates an empty database to the newest schema", async () => {
  const url = await emptyUrl();
  expect(await migrate(url, OURS)).toEqual({ applied: names(), copy: null });
  for (const table of ["Comment", "Pingback", "Post", "Job"])
    expect([table, await has(url, table)]).toEqual([table, true]);
});

test("records each migration as Prisma does", async () => {
  const url = await emptyUrl();
  await migrate(url, OURS);
  const checksum = (name: string) =>
    createHash("sha256")
      .update(readFileSync(path.join(ours(), name, "migration.sql")))
      .digest("hex");
  expect(await recordOf(url)).toEqual(
    names().map((name) => ({
      id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      migration_name: name,
      checksum: checksum(name),
      started_at: expect.anything(),
      finished_at: expect.anything(),
      applied_steps_count: 1,
      logs: null,
      rolled_back_at: null,
    })),
  );
});

test("applies and records nothing on a second run", async () => {
  const url = await emptyUrl();
  await migrate(url, OURS);
  const before = await recordOf(url);
  expect([await migrate(url, OURS), await recordOf(url)]).toEqual([{ applied: [], copy: null }, before]);
});

test("applies only missing migrations, by name", async () => {
  const url = await newDatabaseUrl();
  const folder = folderWith(
    'CREATE TABLE "Later" (id integer)',
    'ALTER TABLE "Later" ADD COLUMN more integer',
  );
  expect((await migrate(url, folder)).applied).toEqual(["20990101000000_later_0", "20990101000001_later_1"]);
});

test("refuses a database that a newer version has migrated", async () => {
  const url = await newDatabaseUrl();
  await migrate(url, folderWith('CREATE TABLE "Later" (id integer)'));
  await expect(migrate(url, OURS)).rejects.toThrow(/newer version \(20990101000000_later_0\)/);
});

test("names an unfinished migration and how to resolve it", async () => {
  const url = await newDatabaseUrl();
  await (await openRaw(url)).run("UPDATE _prisma_migrations SET finished_at = NULL");
  await expect(migrate(url, OURS)).rejects.toThrow(
    /\d_\w+ is unfinished.*Restore a backup.*npm ci --include=dev.*migrate resolve/s,
  );
});

test("applies a rolled-back migration again", async () => {
  const folder = folderWith('CREATE TABLE IF NOT EXISTS "Later" (id integer)');
  const url = await newDatabaseUrl();
  await migrate(url, folder);
  await (await openRaw(url)).run(
    "UPDATE _prisma_migrations SET finished_at = NULL, rolled_back_at = started_at WHERE migration_name LIKE '%later%'",
  );
  expect((await migrate(url, folder)).applied).toEqual(["20990101000000_later_0"]);
});

test("changes nothing if a migration fails, including earlier ones of the same run", async () => {
  const url = await newDatabaseUrl();
  const folder = folderWith(
    'CREATE TABLE "Later" (id integer)',
    'CREATE TABLE "Last" (id integer); SELECT nonsense',
  );
  await expect(migrate(url, folder)).rejects.toThrow(/_later_1 failed. Nothing was changed: .*nonsense/);
  expect([await has(url, "Later"), await has(url, "Last"), (await recordOf(url)).length]).toEqual([
    false,
    false,
    names().length,
  ]);
});
