// The migrations give just what the schema says, by Prisma's own engine.

import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { loadEngine } from "../../prisma/schema-engine.mjs";
import { newDatabaseUrl } from "../factories/database";

const MIGRATIONS = "prisma/migrations";
const schema = readFileSync("prisma/schema.prisma", "utf8");

const migrations = () =>
  readdirSync(MIGRATIONS)
    .filter((name) => /^\d/.test(name))
    .sort()
    .map((name) => {
      const value = readFileSync(`${MIGRATIONS}/${name}/migration.sql`, "utf8");
      return { path: name, migrationFile: { path: "migration.sql", content: { tag: "ok", value } } };
    });

/** The SQL that would lead from the migrations to a schema. */
async function findDrift(content: string) {
  const { engine } = await loadEngine(":memory:", [["schema.prisma", content]]);
  const lockfile = {
    path: "migration_lock.toml",
    content: readFileSync(`${MIGRATIONS}/migration_lock.toml`, "utf8"),
  };
  return engine.diff({
    from: {
      tag: "migrations",
      baseDir: MIGRATIONS,
      shadowDbInitScript: "",
      lockfile,
      migrationDirectories: migrations(),
    },
    to: { tag: "schemaDatamodel", files: [{ path: "schema.prisma", content }] },
    script: true,
    exitCode: true,
    filters: { externalTables: [], externalEnums: [] },
  });
}

test("the migrations give exactly the schema", async () => {
  const drift = await findDrift(schema);
  expect(drift, drift.stdout).toMatchObject({ exitCode: 0 });
});

test.each([
  ["a new column", schema.replace("summary        String", "summary String\n  subtitle String?"), "subtitle"],
  [
    "a column that may be empty",
    schema.replace("guestEmail    String?", "guestEmail    String"),
    "guestEmail",
  ],
  ["an index that went", schema.replace("@@index([parentId])", ""), "Comment_parentId_idx"],
  ["another end of a foreign key", schema.replace("onDelete: SetNull", "onDelete: Cascade"), "CASCADE"],
])("%s without a migration is noticed", async (_what, changed, sign) => {
  expect(changed).not.toBe(schema);
  const drift = await findDrift(changed);
  expect([drift.exitCode, drift.stdout.includes(sign)]).toEqual([2, true]);
});

test("Prisma's command agrees that our start has applied everything", async () => {
  const env = { ...process.env, DATABASE_URL: newDatabaseUrl(), PRISMA_HIDE_UPDATE_MESSAGE: "1" };
  const status = promisify(execFile)(
    process.execPath,
    ["node_modules/prisma/build/index.js", "migrate", "status"],
    { env },
  );
  expect((await status).stdout).toContain("Database schema is up to date!");
});
