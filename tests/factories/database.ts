import { copyFileSync, mkdtempSync } from "node:fs";
import path from "node:path";
import { inject, onTestFinished } from "vitest";
import { renderMarkdown } from "~/markdown/markdown";
import type { RenderMarkdown } from "~/markdown/rendered";
import { openDatabase } from "~/platform/database.server";

export const SITE_URL = "http://longtable.test";

/** A folder that goes when all tests have finished. */
export const temporaryFolder = (): string => mkdtempSync(path.join(inject("temporaryFolder"), "test-"));

/** The address of a new, migrated, empty database. */
export function newDatabaseUrl(): string {
  const file = path.join(temporaryFolder(), "longtable.db");
  copyFileSync(inject("databaseTemplate"), file);
  return `file:${file}`;
}

/** The renderer without its workers: what they do is tested where they live. */
export const render: RenderMarkdown = async (source, options) =>
  renderMarkdown(source, { ...options, siteUrl: SITE_URL });

/** What commands need, on a new database that is closed when the test has finished. */
export function openMeans() {
  const db = openDatabase(newDatabaseUrl());
  const changes: Set<string>[] = [];
  db.onChange((keys) => changes.push(new Set(keys)));
  onTestFinished(() => db.close());
  return {
    db,
    render,
    /** The keys that each transaction since the last call said it changed. */
    takeChanges: () => changes.splice(0).flatMap((keys) => [...keys]),
  };
}

export type Means = ReturnType<typeof openMeans>;
