// What every command stands on: the database at its newest schema, and the renderer.

import { fileURLToPath } from "node:url";
import type { RenderMarkdown } from "~/markdown/render-markdown";
import { createRenderer } from "~/markdown/renderer.server";
import type { Config } from "~/platform/config";
import { type Database, openDatabase } from "~/platform/database.server";
import { migrate } from "~/platform/migrate.server";

/** The project's own folder, from build/ where this runs. */
export const fromRoot = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));

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
