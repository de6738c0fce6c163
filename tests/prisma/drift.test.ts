// Compares the migrations with the models, by Prisma's own engine.

import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { loadEngine } from "../../prisma/schema-engine.mjs";
import { SEARCH_TABLES } from "../../prisma/search-tables.mjs";
import { newDatabaseUrl, provider } from "../factories/database";

const models = readFileSync("prisma/models.prisma", "utf8");

function readMigrations() {
  const folder = `prisma/${provider()}/migrations`;
  const directories = readdirSync(folder)
    .filter((name) => /^\d/.test(name))
    .sort()
    .map((name) => {
      const value = readFileSync(`${folder}/${name}/migration.sql`, "utf8");
      return { path: name, migrationFile: { path: "migration.sql", content: { tag: "ok", value } } };
    });
  const lock = readFileSync(`${folder}/migration_lock.toml`, "utf8");
  return { folder, directories, lockfile: { path: "migration_lock.toml", content: lock } };
}

/** Runs `prisma migrate diff` from the migrations to these models. */
async function findDrift(content: string) {
  const settings = readFileSync(`prisma/${provider()}/schema.prisma`, "utf8");
  const files = [
    { path: "models.prisma", content },
    { path: "schema.prisma", content: settings },
  ];
  const url = provider() === "sqlite" ? ":memory:" : await newDatabaseUrl({ migrated: false });
  const { engine } = await loadEngine(
    url,
    files.map((file) => [file.path, file.content]),
  );
  const { folder, directories, lockfile } = readMigrations();
  return engine.diff({
    from: {
      tag: "migrations",
      baseDir: folder,
      shadowDbInitScript: "",
      lockfile,
      migrationDirectories: directories,
    },
    to: { tag: "schemaDatamodel", files },
    script: true,
    exitCode: true,
    filters: { externalTables: SEARCH_TABLES[provider()], externalEnums: [] },
  });
}

test("finds no difference between the migrations and the models", async () => {
  const drift = await findDrift(models);
  expect(drift, drift.stdout).toMatchObject({ exitCode: 0 });
});

test.each([
  ["a new column", models.replace("summary        String", "summary String\n  subtitle String?"), "subtitle"],
  [
    "a column that becomes optional",
    models.replace("guestEmail    String?", "guestEmail    String"),
    "guestEmail",
  ],
  ["a removed index", models.replace("@@index([parentId])", ""), "Comment_parentId_idx"],
  [
    "another referential action of a foreign key",
    models.replace("onDelete: SetNull", "onDelete: Cascade"),
    "CASCADE",
  ],
])("notices %s without a migration", async (_what, changed, sign) => {
  expect(changed).not.toBe(models);
  const drift = await findDrift(changed);
  expect([drift.exitCode, drift.stdout.includes(sign)]).toEqual([2, true]);
});

test("passes Prisma's own migrate status after the site has applied its migrations", async () => {
  const env = { ...process.env, DATABASE_URL: await newDatabaseUrl(), PRISMA_HIDE_UPDATE_MESSAGE: "1" };
  const status = promisify(execFile)(
    process.execPath,
    ["node_modules/prisma-cli/build/index.js", "migrate", "status"],
    { env },
  );
  expect((await status).stdout).toContain("Database schema is up to date!");
});
