import { cpSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import { newDatabaseUrl, temporaryFolder } from "../factories/database";
import { bundleProgram, runProgram } from "./processes";

const OURS = path.resolve("prisma/migrations");
const names = readdirSync(OURS).filter((name) => /^\d/.test(name));

/** Starts three processes that migrate at the same moment. Gives what they say they applied, and what is recorded. */
async function migrateAtOnce(file: string, folder: string) {
  const program = await bundleProgram("migrating.program.ts");
  // Late enough that each of them is ready, and waits for the moment.
  const moment = String(Date.now() + 500);
  const run = () => runProgram(program, `file:${file}`, folder, moment);
  const said = await Promise.all([run(), run(), run()]);
  const recorded = new Sqlite(file, { readonly: true })
    .prepare("SELECT migration_name FROM _prisma_migrations ORDER BY migration_name")
    .pluck()
    .all();
  return { applied: said.flatMap((list) => JSON.parse(list) as string[]), recorded };
}

test("processes that start at once on a new database apply each migration once, and all end well", async () => {
  const file = path.join(temporaryFolder(), "longtable.db");
  expect(await migrateAtOnce(file, OURS)).toEqual({ applied: names, recorded: names });
});

/** Long enough for others to come and look while it is being applied. */
const SLOW = `CREATE TABLE Later AS
  WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers LIMIT 2000000)
  SELECT count(*) AS n FROM numbers;`;

test("those that come while another is migrating wait for it, and find it done", async () => {
  const folder = temporaryFolder();
  const later = "20990101000000_later";
  cpSync(OURS, folder, { recursive: true });
  mkdirSync(path.join(folder, later));
  writeFileSync(path.join(folder, later, "migration.sql"), SLOW);
  const file = newDatabaseUrl().replace("file:", "");
  expect(await migrateAtOnce(file, folder)).toEqual({ applied: [later], recorded: [...names, later] });
});
