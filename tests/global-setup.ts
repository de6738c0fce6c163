import { mkdtempSync, rmSync } from "node:fs";
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

/** Runs once for each database that the tests run on. */
export default async function setup(project: TestProject) {
  await ensureBuilt("production");
  const folder = mkdtempSync(path.join(tmpdir(), "longtable-tests-"));
  const postgres = project.name === "postgresql" ? await startPostgres() : null;
  await postgres?.createDatabase("template");
  // The package that starts PostgreSQL ends the process with 0 when it has nothing more to do, whatever the tests have found.
  if (postgres) process.prependListener("beforeExit", () => process.exit());
  const template = postgres ? postgres.urlOf("template") : `file:${path.join(folder, "template.db")}`;
  await migrate(template, "prisma");
  project.provide("databaseTemplate", template);
  project.provide("temporaryFolder", folder);
  return async () => {
    await postgres?.end();
    rmSync(folder, { recursive: true, force: true });
  };
}
