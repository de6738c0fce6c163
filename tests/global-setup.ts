import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { ensureBuilt } from "../app/cli/build.mjs";
import { migrate } from "../app/platform/migrate.server";

declare module "vitest" {
  export interface ProvidedContext {
    /** A migrated database, empty: each test's own is a copy of it. */
    databaseTemplate: string;
    /** Where tests may put files. */
    temporaryFolder: string;
  }
}

export default async function setup(project: TestProject) {
  await ensureBuilt("production");
  const folder = mkdtempSync(path.join(tmpdir(), "longtable-tests-"));
  const template = path.join(folder, "template.db");
  migrate(`file:${template}`, "prisma/migrations");
  project.provide("databaseTemplate", template);
  project.provide("temporaryFolder", folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
