// Restores an archive over a site and kills itself before step N; with N = 0, prints the number of steps.

import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import pg from "pg";
import { restore } from "~/portability/backup/restore.server";

const [databaseUrl = "", dataDir = "", file = "", at = ""] = process.argv.slice(2);
let steps = 0;
function step() {
  if (++steps === Number(at)) process.kill(process.pid, "SIGKILL");
}

const stepping =
  <A extends unknown[], R>(work: (...given: A) => R) =>
  (...given: A): R => {
    step();
    return work(...given);
  };
fs.promises.rename = stepping(fs.promises.rename);
fs.promises.rm = stepping(fs.promises.rm);
fs.renameSync = stepping(fs.renameSync);
syncBuiltinESMExports();

const query = pg.Client.prototype.query as (...given: unknown[]) => Promise<unknown>;
pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
  if (given[0] !== "COMMIT") return query.apply(this, given);
  step();
  return query.apply(this, given).then(step);
} as never;

const place = { databaseUrl, dataDir, migrationsFolder: "prisma" };
const restored = await restore(place, file, { replace: true });
if (!restored.ok) throw new Error(restored.reason);
console.log(steps);
