// SQLite: one file, one writer at a time among all processes, and commits that stand in the order of their changes.

import { closeSync, openSync, readSync } from "node:fs";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { PrismaClient } from "../../generated/sqlite/client";
import { makePrivateFolder } from "../../private-folder";
import type { DatabaseClient, Engine, OnQuery } from "../engine";
import { outageOf } from "../outage";
import { SNAPSHOT, TRANSACTION } from "../transaction";
import { databaseFile } from "../url";
import { createSnapshotAdapter, createSqliteAdapter } from "./adapter.server";

/** Opens the database at a `file:` address, making its folder. The schema is migrate()'s concern. */
export function openSqlite(url: string, onQuery?: OnQuery): Engine {
  const file = databaseFile(url);
  makePrivateFolder(path.dirname(file));
  const adapter = createSqliteAdapter(file, onQuery);
  const client = new PrismaClient({ adapter, transactionOptions: TRANSACTION });
  const commits = new CommitCounter(`${file}-shm`);
  let version: unknown;

  return {
    client,
    transact: (work) => client.$transaction((db) => work(db as DatabaseClient)),
    async snapshot(work) {
      // On a connection of its own: the site's reader answers others, and its writer would keep them waiting.
      const reading = new PrismaClient({ adapter: createSnapshotAdapter(file) });
      try {
        return await reading.$transaction((db) => work(db as DatabaseClient), SNAPSHOT);
      } finally {
        await reading.$disconnect();
      }
    },
    // Every commit is seen in data_version: there is nobody to tell.
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

/** Where in the WAL index the number of transactions stands (SQLite's file format, "WAL-Index Header", iChange). */
const COMMITS_AT = 8;

/**
 * Whether anybody has committed since it was last asked, this process included. One read of four bytes: to ask SQLite for
 * `data_version`, which tells us from others, takes ten times as long, and every kept page waits for it.
 */
class CommitCounter {
  readonly #bytes = Buffer.alloc(4);
  #fd: number | undefined;
  #last: number | undefined;

  constructor(private readonly file: string) {}

  hasChanged(): boolean {
    try {
      // It is there as long as somebody has the database open.
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

/** Whether the database is a sound one, in SQLite's own words: "ok", or what is wrong. Throws where it is no database. */
export function checkSqlite(url: string): string[] {
  const db = new Sqlite(databaseFile(url), { readonly: true, fileMustExist: true });
  const said: string[] = [];
  try {
    const check = db.prepare<[], string>("PRAGMA integrity_check(20)").pluck();
    for (const line of check.iterate()) said.push(line);
    return said;
  } catch (error) {
    // What it can't read on from ends it, after what it has found until there.
    if (outageOf(error) !== "damaged") throw error;
    return [...said, (error as Error).message];
  } finally {
    db.close();
  }
}
