// What every command stands on: the database at its newest schema, and the renderer.

import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { RenderMarkdown } from "~/markdown/rendered";
import { createRenderer } from "~/markdown/renderer.server";
import type { Config } from "~/platform/config";
import { type Database, openDatabase } from "~/platform/database.server";
import { migrate } from "~/platform/migrate.server";

/** A file or folder of the project, wherever this runs from: build/, or the sources in a test. */
export const fromRoot = (name: string) => path.join(root, name);

const root = findRoot(path.dirname(fileURLToPath(import.meta.url)));

function findRoot(folder: string): string {
  return existsSync(path.join(folder, "package.json")) ? folder : findRoot(path.dirname(folder));
}

export interface Ground {
  db: Database;
  render: RenderMarkdown;
  /** The migrations that were applied on opening. */
  migrated: string[];
  close(): Promise<void>;
}

export function openGround(config: Config): Ground {
  const migrated = migrate(config.databaseUrl, fromRoot("prisma/migrations"));
  const db = openDatabase(config.databaseUrl);
  const renderer = createRenderer({ workerFile: fromRoot("build/markdown-worker.js") });
  return {
    db,
    render: (source, options) => renderer.render(source, { ...options, siteUrl: config.siteUrl }),
    migrated,
    async close() {
      await renderer.close();
      await db.close();
    },
  };
}
