import { cpSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { newDatabaseUrl, provider, temporaryFolder } from "../../../factories/database";
import { openRaw } from "../../../factories/raw-database";
import { bundleProgram, runProgram } from "../processes";

const OURS = path.resolve("prisma");
const namesOf = (folder: string) =>
  readdirSync(path.join(folder, provider(), "migrations")).filter((name) => /^\d/.test(name));

/** Starts three processes that migrate at the same moment. Returns the migrations that they applied, and
 *  those recorded. */
async function migrateAtOnce(url: string, folder: string) {
  const program = await bundleProgram("platform/database/migrations/migrating.program.ts");
  // Late enough for all of them to be waiting.
  const moment = String(Date.now() + 500);
  const run = () => runProgram(program, url, folder, moment);
  const said = await Promise.all([run(), run(), run()]);
  const recorded = await (await openRaw(url)).column(
    "SELECT migration_name FROM _prisma_migrations ORDER BY migration_name",
  );
  return { applied: said.flatMap((list) => JSON.parse(list) as string[]), recorded };
}

test("applies each migration once when three processes start on a new database", async () => {
  const names = namesOf(OURS);
  const url = await newDatabaseUrl({ migrated: false });
  expect(await migrateAtOnce(url, OURS)).toEqual({ applied: names, recorded: names });
});

/** Slow enough for the other processes to arrive while it runs. */
const SLOW = `CREATE TABLE "Later" AS
  WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 2000000)
  SELECT count(*) AS n FROM numbers;`;

test("waits for a process that is migrating, and finds its migration applied", async () => {
  const folder = temporaryFolder();
  const later = "20990101000000_later";
  cpSync(OURS, folder, { recursive: true });
  const place = path.join(folder, provider(), "migrations", later);
  mkdirSync(place);
  writeFileSync(path.join(place, "migration.sql"), SLOW);
  const url = await newDatabaseUrl();
  expect(await migrateAtOnce(url, folder)).toEqual({
    applied: [later],
    recorded: [...namesOf(OURS), later],
  });
});
