// Exporting in tests.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { createDiskStore } from "~/media/store/disk-store.server";
import type { MediaStore } from "~/media/store/store";
import type { Database } from "~/platform/database/database.server";
import { type ExportOptions, exportContent } from "~/portability/export/content/export-content.server";
import { importContent } from "~/portability/importing/import-content.server";
import { readImportName } from "~/portability/importing/import-name.server";
import { newDatabaseUrl, SITE_URL, temporaryFolder } from "../../../factories/database";
import { open } from "../../sites";

/** A store of a site without uploads. */
export const emptyStore = () => createDiskStore(temporaryFolder());

/** Exports a site into a new folder. */
export async function exportSite(
  { db, mediaStore = emptyStore() }: { db: Database; mediaStore?: MediaStore },
  options: ExportOptions = {},
): Promise<string> {
  const folder = path.join(temporaryFolder(), "content");
  const exported = await exportContent({ db, siteUrl: SITE_URL, mediaStore }, folder, options);
  if (!exported.ok) throw new Error(exported.reason);
  return folder;
}

/** The texts of a folder's files, by their paths in it. */
export function readFolder(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name));
  return Object.fromEntries(
    files.map((file) => [path.relative(folder, file), readFileSync(file, "utf8")] as const).sort(),
  );
}

/** Imports a folder into a new site. */
export async function importIntoNew(folder: string) {
  const site = open(await newDatabaseUrl());
  return { site, report: await importAgain(site, folder) };
}

export const importAgain = (site: Parameters<typeof importContent>[0], folder: string, options = {}) =>
  importContent(site, folder, { name: readImportName(folder) ?? "test", ...options });
