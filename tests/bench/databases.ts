// Copies of the corpus in SQLite and PostgreSQL.

import { copyFileSync } from "node:fs";
import path from "node:path";
import { openDatabase } from "~/platform/database/database.server";
import { migrate } from "~/platform/database/migrations/migrate.server";
import { copySite } from "~/portability/copy-site.server";
import { fromRoot } from "~/server/site-services";
import { createDatabase, newName, startPostgres, type TestPostgres } from "../factories/postgres";

export interface Databases {
  name: "SQLite" | "PostgreSQL";
  /** Returns the URL of a new copy of the corpus. */
  fresh(): Promise<string>;
  close(): Promise<void>;
}

let copies = 0;

export function openFiles(corpus: string, folder: string): Databases {
  return {
    name: "SQLite",
    async fresh() {
      const file = path.join(folder, `${++copies}.db`);
      copyFileSync(corpus, file);
      return `file:${file}`;
    },
    close: async () => {},
  };
}

/** PostgreSQL's default durability, which the tests' server turns off. */
const DURABLE = ["fsync=on", "full_page_writes=on", "synchronous_commit=on", "shared_buffers=512MB"];

/** Starts a PostgreSQL server and fills it from the corpus by `longtable copy`. `copySeconds` is the duration
 *  of that. */
export async function openServer(
  corpus: string,
  { empty = false } = {},
): Promise<Databases & { copySeconds: number }> {
  const postgres = await startPostgres(DURABLE);
  try {
    if (empty) await postgres.createDatabase("corpus");
    const copySeconds = empty ? 0 : await fill(postgres, corpus);
    return {
      name: "PostgreSQL",
      copySeconds,
      async fresh() {
        const name = newName();
        await createDatabase(postgres.urlOf("postgres"), name, "corpus");
        return postgres.urlOf(name);
      },
      close: () => postgres.end(),
    };
  } catch (error) {
    await postgres.end();
    throw error;
  }
}

async function fill(postgres: TestPostgres, corpus: string): Promise<number> {
  await postgres.createDatabase("corpus");
  const [from, to] = [`file:${corpus}`, postgres.urlOf("corpus")];
  await migrate(to, fromRoot("prisma"));
  const [source, target] = [openDatabase(from), openDatabase(to)];
  const began = performance.now();
  const copied = await copySite({ db: source, url: from }, { db: target, url: to });
  const seconds = (performance.now() - began) / 1000;
  await Promise.all([source.close(), target.close()]);
  if (!copied.ok) throw new Error(`The corpus could not be copied: ${copied.reason}`);
  return seconds;
}
