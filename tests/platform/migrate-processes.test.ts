import { readdirSync } from "node:fs";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import { temporaryFolder } from "../factories/database";
import { bundleProgram, runProgram } from "./processes";

test("processes that start at once on a new database apply each migration once, and all end well", async () => {
  const program = await bundleProgram("migrating.program.ts");
  const names = readdirSync("prisma/migrations").filter((name) => /^\d/.test(name));
  const file = path.join(temporaryFolder(), "longtable.db");
  // Late enough that each of them is ready, and waits for the moment.
  const moment = String(Date.now() + 500);
  const run = () => runProgram(program, `file:${file}`, path.resolve("prisma/migrations"), moment);
  const applied = (await Promise.all([run(), run(), run()])).flatMap((said) => JSON.parse(said) as string[]);
  const recorded = new Sqlite(file, { readonly: true })
    .prepare("SELECT migration_name FROM _prisma_migrations")
    .pluck()
    .all();
  expect([applied, recorded]).toEqual([names, names]);
});
