import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { ensureBuilt } from "../app/cli/build.mjs";
import { migrate } from "../app/platform/database/migrate.server";
import { startPostgres } from "./factories/postgres";

declare module "vitest" {
  export interface ProvidedContext {
    /** The address of a migrated database, empty: each test's own is a copy of it. */
    databaseTemplate: string;
    /** Where tests may put files. */
    temporaryFolder: string;
  }
}

// The package that starts PostgreSQL, once it is loaded, ends the process with 0 when it has nothing more to do, whatever the tests
// have found.
process.prependListener("beforeExit", () => process.exit());

/** Runs once for each database that the tests run on. */
export default async function setup(project: TestProject) {
  await ensureBuilt("production");
  const folder = mkdtempSync(path.join(tmpdir(), "longtable-tests-"));
  const postgres = project.name === "postgresql" ? await startPostgres() : null;
  await postgres?.createDatabase("template");
  const template = postgres ? postgres.urlOf("template") : `file:${path.join(folder, "template.db")}`;
  await migrate(template, "prisma");
  project.provide("databaseTemplate", template);
  project.provide("temporaryFolder", folder);
  // Not at one go: the processes that ran the tests end meanwhile, and say so to this one.
  return async () => {
    await postgres?.end();
    await rm(folder, { recursive: true, force: true });
  };
}
