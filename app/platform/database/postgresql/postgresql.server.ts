import path from "node:path";
import type { DatabaseKind } from "../kind";
import { openPostgresReader } from "./bounded-reader.server";
import { dumpPostgres } from "./dump.server";
import { openPostgres } from "./engine.server";
import { inspectPostgres } from "./inspection.server";
import { openPostgresRecord } from "./migrations.server";
import { listStaleNumbering, raisePostgresNumbering, readPostgresNumbering } from "./numbering.server";
import { countPostgresUsers, isPostgresRestored, restorePostgres } from "./restore.server";
import { createPostgresRowWriter } from "./row-writer.server";
import { withPostgres } from "./session.server";
import { readPostgresTables } from "./tables.server";

export const postgresql: DatabaseKind = {
  open: openPostgres,
  openReader: openPostgresReader,
  inspect: inspectPostgres,
  // PostgreSQL enforces references, and verifies page checksums when it reads.
  listFaults: async (url) =>
    (await listStaleNumbering(url)).map((table) => `gives the next ${table} an id that is already used`),
  record: openPostgresRecord,
  readTables: readPostgresTables,
  createRowWriter: createPostgresRowWriter,
  readNumbering: readPostgresNumbering,
  raiseNumbering: raisePostgresNumbering,
  // Without statistics PostgreSQL assumes empty tables and reads them whole, until autovacuum runs minutes
  // later.
  refreshStatistics: async (url) => void (await withPostgres(url, (client) => client.query("ANALYZE"))),
  backUp: dumpPostgres,
  isInUse: async (url) => (await countPostgresUsers(url)) > 0,
  placeToStage: (_url, dataDir) => path.resolve(dataDir, "database"),
  movesFile: false,
  isRestored: (url, { id }) => isPostgresRestored(url, id),
  // A dump is verified by restoring it, in a transaction that is rolled back if it fails.
  prepare: async () => null,
  restore: (url, { id, staged, refuse, beforeCommit }) =>
    restorePostgres(url, staged, id, refuse, beforeCommit),
};
