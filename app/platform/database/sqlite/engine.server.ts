// The SQLite engine: one file, one writer at a time across all processes, and ids of changes in the order of
// their commits.

import { closeSync, openSync, readSync } from "node:fs";
import path from "node:path";
import { PrismaClient } from "../../generated/sqlite/client";
import { makePrivateFolder } from "../../private-folder";
import type { DatabaseClient, Engine, OnQuery } from "../engine";
import { outageOf } from "../outage";
import { SNAPSHOT, TRANSACTION } from "../transaction";
import { databaseFile } from "../url";
import { createSnapshotAdapter, createSqliteAdapter } from "./adapter.server";
import Sqlite from "./driver.mjs";
import { rawQueries, withRawStatements } from "./raw-statements.server";

/** Opens the database at a `file:` address, and creates its folder. Call migrate() first: the schema isn't
 *  touched here. */
export function openSqlite(url: string, onQuery?: OnQuery): Engine {
  const file = databaseFile(url);
  makePrivateFolder(path.dirname(file));
  const adapter = createSqliteAdapter(file, onQuery);
  const client = new PrismaClient({ adapter, transactionOptions: TRANSACTION });
  const commits = new CommitCounter(`${file}-shm`);
  let version: unknown;
  Object.assign(client, { $queryRaw: rawQueries(client, adapter.connections) });

  return {
    client,
    transact: (work) =>
      client.$transaction((db) => {
        const open = adapter.openTransaction();
        if (!open) throw new Error("The transaction has ended before its work began.");
        return work(withRawStatements(db as DatabaseClient, open));
      }),
    async snapshot(work) {
      // A separate connection: the reader serves other requests, and the writer would block them.
      const reading = new PrismaClient({ adapter: createSnapshotAdapter(file) });
      try {
        return await reading.$transaction((db) => work(db as DatabaseClient), SNAPSHOT);
      } finally {
        await reading.$disconnect();
      }
    },
    // Other processes see each commit in data_version, so nobody needs to be told.
    announce: async () => async () => {},
    isBehind() {
      if (!commits.hasChanged()) return false;
      const now = adapter.dataVersion();
      const behind = version !== undefined && now !== version;
      version = now;
      return behind;
    },
    listen: async () => {},
    settlesAfterMs: 0,
    async close() {
      commits.close();
      await client.$disconnect();
    },
  };
}

/** Offset of the transaction counter (iChange) in the WAL index header, see SQLite's file format. */
const COMMITS_AT = 8;

/** Whether any process, including this one, has committed since the last call. Reads four bytes: asking
 *  SQLite for `data_version`, which ignores own commits, takes ten times as long, and every cached page waits
 *  for it. */
class CommitCounter {
  readonly #bytes = Buffer.alloc(4);
  #fd: number | undefined;
  #last: number | undefined;

  constructor(private readonly file: string) {}

  hasChanged(): boolean {
    try {
      // The file exists as long as a process has the database open.
      this.#fd ??= openSync(this.file, "r");
      readSync(this.#fd, this.#bytes, 0, 4, COMMITS_AT);
    } catch {
      return true;
    }
    const now = this.#bytes.readUInt32LE();
    const changed = now !== this.#last;
    this.#last = now;
    return changed;
  }

  close() {
    if (this.#fd !== undefined) closeSync(this.#fd);
  }
}

/** Runs SQLite's integrity check: ["ok"], or its messages. Throws if the file is not a database. */
export function checkSqlite(url: string): string[] {
  const db = new Sqlite(databaseFile(url), { readonly: true, fileMustExist: true });
  const lines: string[] = [];
  try {
    const check = db.prepare<[], string>("PRAGMA integrity_check(20)").pluck();
    for (const line of check.iterate()) lines.push(line);
    return lines;
  } catch (error) {
    // A fault that ends the check is added to the messages found before it.
    if (outageOf(error) !== "damaged") throw error;
    return [...lines, (error as Error).message];
  } finally {
    db.close();
  }
}
