import path from "node:path";
import type { DatabaseKind } from "../kind";
import { dumpPostgres } from "./dump.server";
import { openPostgres } from "./engine.server";
import { inspectPostgres } from "./inspection.server";
import { openPostgresRecord } from "./migrations.server";
import { listStaleNumbering, raisePostgresNumbering, readPostgresNumbering } from "./numbering.server";
import { countPostgresUsers, isPostgresRestored, restorePostgres } from "./restore.server";
import { createPostgresRowWriter } from "./row-writer.server";
import { withPostgres } from "./session.server";

export const postgresql: DatabaseKind = {
  open: openPostgres,
  inspect: inspectPostgres,
  // It keeps references whole, and checks its pages as it reads them.
  listFaults: async (url) =>
    (await listStaleNumbering(url)).map((table) => `gives the next ${table} an id that is already used`),
  record: openPostgresRecord,
  createRowWriter: createPostgresRowWriter,
  readNumbering: readPostgresNumbering,
  raiseNumbering: raisePostgresNumbering,
  // Otherwise it guesses that tables are empty and reads the whole of them for a page, until it looks by itself minutes later.
  refreshStatistics: async (url) => void (await withPostgres(url, (client) => client.query("ANALYZE"))),
  backUp: dumpPostgres,
  isInUse: async (url) => (await countPostgresUsers(url)) > 0,
  placeToStage: (_url, dataDir) => path.resolve(dataDir, "database"),
  movesFile: false,
  isRestored: (url, { id }) => isPostgresRestored(url, id),
  // A dump is looked at by whoever runs it, in the transaction that it is undone with.
  prepare: async () => null,
  restore: (url, { id, staged, refuse, beforeCommit }) =>
    restorePostgres(url, staged, id, refuse, beforeCommit),
};
