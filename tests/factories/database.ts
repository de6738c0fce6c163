import { copyFileSync, mkdtempSync } from "node:fs";
import path from "node:path";
import { inject, onTestFinished, TestRunner } from "vitest";
import { findMentioned } from "~/comments/references/mention.server";
import { renderMarkdown } from "~/markdown/markdown";
import type { RenderMarkdown } from "~/markdown/rendered";
import { type Database, type DatabaseOptions, openDatabase } from "~/platform/database/database.server";
import { databaseFile, providerOf } from "~/platform/database/url";
import { siteSecretOf } from "~/platform/site-secret.server";
import { keepIndex } from "~/search/index/keep-index.server";
import { noteState, releaseDatabase, takeReleased } from "./database-pool";
import { createDatabase, newName } from "./postgres";

export const SITE_URL = "http://longtable.test";
export const SITE_SECRET = siteSecretOf(Buffer.alloc(32, "secret"));

/** The kind of database that this test run uses. */
export const provider = () => providerOf(inject("databaseTemplate"));

/** A folder that is deleted after all tests. */
export const temporaryFolder = (): string => mkdtempSync(path.join(inject("temporaryFolder"), "test-"));

/** Address of a new, migrated, empty database; with `migrated: false`, of one without tables; with `template`, of a
 *  copy of that database, which must be closed. */
export async function newDatabaseUrl({
  migrated = true,
  template = inject("databaseTemplate"),
} = {}): Promise<string> {
  if (providerOf(template) === "postgresql") return newPostgresUrl(template, migrated);
  const file = path.join(temporaryFolder(), "longtable.db");
  if (migrated) copyFileSync(databaseFile(template), file);
  return `file:${file}`;
}

async function newPostgresUrl(template: string, migrated: boolean): Promise<string> {
  // The databases of a whole file, and those that are not empty, are used once.
  const isPooled = migrated && template === inject("databaseTemplate") && TestRunner.getCurrentTest();
  const url = (isPooled && (await takeReleased(template))) || (await createPostgresUrl(template, migrated));
  if (isPooled) {
    await noteState(template, url);
    // Registered first, so called after whatever the test opens with this address has closed.
    onTestFinished(() => releaseDatabase(url));
  }
  return url;
}

async function createPostgresUrl(template: string, migrated: boolean): Promise<string> {
  const name = newName();
  const urlOf = (database: string) => Object.assign(new URL(template), { pathname: database }).href;
  await createDatabase(urlOf("postgres"), name, migrated ? new URL(template).pathname.slice(1) : undefined);
  return urlOf(name);
}

/** The renderer without workers, which have their own tests. It finds nobody who is mentioned. */
export const render: RenderMarkdown = async (source, { mentions, ...options }) =>
  renderMarkdown(source, {
    ...{ ...options, siteUrl: SITE_URL },
    ...(mentions && mentions !== "find" && { mentions }),
  });

/** The same with the people of a site. */
export const renderWith =
  (db: Database): RenderMarkdown =>
  async (source, options) =>
    render(source, { ...options, mentions: await findMentioned(db, source, options) });

/** A database whose search finds what its transactions change, as a site opens it. */
export const openIndexed = (url: string, options: DatabaseOptions = {}): Database =>
  openDatabase(url, { ...options, beforeCommit: keepIndex(providerOf(url)) });

/** Dependencies of commands, on a new database that is closed after the test. */
export async function openDeps() {
  const url = await newDatabaseUrl();
  const db = openIndexed(url);
  const changes: Set<string>[] = [];
  db.onChange((keys) => changes.push(new Set(keys === "everything" ? [keys] : keys)));
  onTestFinished(() => db.close());
  return {
    db,
    url,
    render: renderWith(db),
    siteUrl: SITE_URL,
    siteSecret: SITE_SECRET,
    /** Cache tags invalidated by all transactions since the last call. */
    takeChanges: () => changes.splice(0).flatMap((keys) => [...keys]),
  };
}

export type Deps = Awaited<ReturnType<typeof openDeps>>;
