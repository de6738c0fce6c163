import path from "node:path";
import type { Inspection } from "./inspection";
import { kindOf } from "./kinds.server";
import { readMigrations } from "./migrations/migrate.server";
import { providerOf } from "./url";

export type { Inspection } from "./inspection";

export const inspectDatabase = (url: string): Promise<Inspection> => kindOf(url).inspect(url);

/** Names of the migrations that this version has for the kind of database at `url`. */
export const knownMigrations = (url: string, folder: string): string[] =>
  readMigrations(path.join(folder, providerOf(url), "migrations")).map((migration) => migration.name);
