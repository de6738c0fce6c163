// Folders of migrations for tests.

import { cpSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { migrate } from "~/platform/database/migrations/migrate.server";
import { newDatabaseUrl, provider, temporaryFolder } from "../../../factories/database";
import { openRaw } from "../../../factories/raw-database";

export const OURS = "prisma";
/** This project's migrations for the database of this test run. */
export const ours = () => path.join(OURS, provider(), "migrations");
export const names = () => readdirSync(ours()).filter((name) => /^\d/.test(name));

/** A folder with this project's migrations, followed by these scripts. */
export function folderWith(...scripts: string[]): string {
  const folder = temporaryFolder();
  const place = path.join(folder, provider(), "migrations");
  cpSync(ours(), place, { recursive: true });
  for (const [index, sql] of scripts.entries()) {
    const name = path.join(place, `2099010100000${index}_later_${index}`);
    mkdirSync(name);
    writeFileSync(path.join(name, "migration.sql"), sql);
  }
  return folder;
}

/** A database with all migrations before this one. */
export async function openBefore(migration: string) {
  const folder = temporaryFolder();
  for (const name of names().filter((name) => name < migration))
    cpSync(path.join(ours(), name), path.join(folder, provider(), "migrations", name), { recursive: true });
  const url = await newDatabaseUrl({ migrated: false });
  await migrate(url, folder);
  return { url, raw: await openRaw(url) };
}
