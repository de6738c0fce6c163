import { copyFileSync, mkdtempSync } from "node:fs";
import path from "node:path";
import { inject, onTestFinished } from "vitest";
import { renderMarkdown } from "~/markdown/markdown";
import type { RenderMarkdown } from "~/markdown/rendered";
import { openDatabase } from "~/platform/database/database.server";
import { databaseFile, providerOf } from "~/platform/database/url";
import { createDatabase, newName } from "./postgres";

export const SITE_URL = "http://longtable.test";

/** Which database this run of the tests is about. */
export const provider = () => providerOf(inject("databaseTemplate"));

/** A folder that goes when all tests have finished. */
export const temporaryFolder = (): string => mkdtempSync(path.join(inject("temporaryFolder"), "test-"));

/** The address of a new, migrated, empty database; or, with `migrated: false`, of one without a single table. */
export async function newDatabaseUrl({ migrated = true } = {}): Promise<string> {
  const template = inject("databaseTemplate");
  if (providerOf(template) === "postgresql") return newPostgresUrl(template, migrated);
  const file = path.join(temporaryFolder(), "longtable.db");
  if (migrated) copyFileSync(databaseFile(template), file);
  return `file:${file}`;
}

async function newPostgresUrl(template: string, migrated: boolean): Promise<string> {
  const name = newName();
  const urlOf = (database: string) => Object.assign(new URL(template), { pathname: database }).href;
  await createDatabase(urlOf("postgres"), name, migrated ? new URL(template).pathname.slice(1) : undefined);
  return urlOf(name);
}

/** The renderer without its workers: what they do is tested where they live. */
export const render: RenderMarkdown = async (source, options) =>
  renderMarkdown(source, { ...options, siteUrl: SITE_URL });

/** What commands need, on a new database that is closed when the test has finished. */
export async function openDeps() {
  const db = openDatabase(await newDatabaseUrl());
  const changes: Set<string>[] = [];
  db.onChange((keys) => changes.push(new Set(keys === "everything" ? [keys] : keys)));
  onTestFinished(() => db.close());
  return {
    db,
    render,
    /** The keys that each transaction since the last call said it changed. */
    takeChanges: () => changes.splice(0).flatMap((keys) => [...keys]),
  };
}

export type Deps = Awaited<ReturnType<typeof openDeps>>;
