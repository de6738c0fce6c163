import { existsSync } from "node:fs";
import type { DatabaseKind } from "../kind";
import { databaseFile } from "../url";
import { backUpSqlite } from "./backup.server";
import { openSqliteReader } from "./bounded-reader.server";
import { checkSqlite, openSqlite } from "./engine.server";
import { inspectSqlite, listBrokenReferences } from "./inspection.server";
import { openSqliteRecord } from "./migrations.server";
import { raiseSqliteNumbering, readSqliteNumbering } from "./numbering.server";
import { isSqliteInUse, replaceSqlite } from "./restore.server";
import { createSqliteRowWriter } from "./row-writer.server";
import { readSqliteTables } from "./tables.server";

const OK = "ok";

export const sqlite: DatabaseKind = {
  open: openSqlite,
  openReader: openSqliteReader,
  inspect: async (url) =>
    existsSync(databaseFile(url))
      ? inspectSqlite(url)
      : { exists: false, migrations: [], filled: [], tables: [] },
  listFaults: async (url) => [
    ...checkSqlite(url).filter((line) => line !== OK),
    ...listBrokenReferences(url),
  ],
  record: openSqliteRecord,
  readTables: async (url, names) => readSqliteTables(url, names),
  createRowWriter: async (url) => createSqliteRowWriter(url),
  readNumbering: async (url) => readSqliteNumbering(url),
  raiseNumbering: async (url, numbering) => raiseSqliteNumbering(url, numbering),
  // Without statistics SQLite chooses by the indexes alone, which suits this schema.
  refreshStatistics: async () => {},
  async backUp(url, file) {
    await backUpSqlite(url, file);
    return inspectSqlite(`file:${file}`).migrations;
  },
  isInUse: async (url) => isSqliteInUse(url),
  placeToStage: (url) => databaseFile(url),
  movesFile: true,
  isRestored: async (_url, { staged }) => staged !== null && !existsSync(staged),
  async prepare(staged, migrateFile) {
    const url = `file:${staged}`;
    const problem = checkSqlite(url).find((line) => line !== OK);
    if (problem === undefined) await migrateFile(url);
    return problem ?? null;
  },
  async restore(url, { staged, refuse, beforeCommit }) {
    await beforeCommit();
    return replaceSqlite(url, staged, refuse);
  },
};
