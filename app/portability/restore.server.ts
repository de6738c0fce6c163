// A site comes back from a backup: whole, or not at all.

import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import path from "node:path";
import { type Inspection, inspectDatabase, knownMigrations } from "~/platform/database/inspect.server";
import { migrate } from "~/platform/database/migrate.server";
import { countPostgresUsers, restorePostgres } from "~/platform/database/postgresql-restore.server";
import { checkSqlite } from "~/platform/database/sqlite.server";
import { isSqliteInUse, replaceSqlite } from "~/platform/database/sqlite-restore.server";
import { databaseFile, providerOf } from "~/platform/database/url";
import type { SitePlace } from "./backup.server";
import { type ArchiveRefusal, readArchive } from "./backup-archive.server";
import { DATABASE, type Manifest, UPLOADS } from "./backup-manifest";

export type RestoreRefusal =
  | ArchiveRefusal
  | {
      ok: false;
      reason:
        | "restore.newer"
        | "restore.other-database"
        | "restore.holds-a-site"
        | "restore.not-ours"
        | "restore.in-use";
      what: string;
    };
export type Restored = { ok: true; manifest: Manifest } | RestoreRefusal;

/**
 * Restores the archive `file` into a place that holds no site; or with `replace`, in its stead. All of the archive is read and
 * checked before anything that was there is touched.
 */
export async function restore(site: SitePlace, file: string, { replace = false } = {}): Promise<Restored> {
  const unfit = await refuseTarget(site, replace);
  if (unfit) return unfit;
  const database = databasePlace(site);
  await mkdir(path.dirname(database), { recursive: true });
  await mkdir(site.dataDir, { recursive: true });
  // Beside what they take the place of: only within one file system is a rename one step.
  const forDatabase = await mkdtemp(`${database}.restoring-`);
  const forUploads = await mkdtemp(path.join(path.resolve(site.dataDir), "uploads.restoring-"));
  try {
    const placeOf = (name: string) => path.join(name.startsWith(UPLOADS) ? forUploads : forDatabase, name);
    const read = await readArchive(file, async (manifest) => refuseManifest(site, manifest), placeOf);
    if (!read.ok) return read;
    const staged = placeOf(DATABASE[read.manifest.provider]);
    if (!existsSync(staged)) return { ok: false, reason: "backup.damaged", what: "it holds no database" };
    const swap = new FolderSwap(path.join(site.dataDir, UPLOADS), path.join(forUploads, UPLOADS));
    const refusal = await (read.manifest.provider === "sqlite" ? putSqlite : putPostgres)(site, staged, swap);
    if (refusal) return refusal;
    await swap.end();
    return read;
  } finally {
    await rm(forDatabase, { recursive: true, force: true });
    await rm(forUploads, { recursive: true, force: true });
  }
}

const databasePlace = ({ databaseUrl, dataDir }: SitePlace) =>
  providerOf(databaseUrl) === "sqlite" ? databaseFile(databaseUrl) : path.resolve(dataDir, "database");

async function refuseTarget(site: SitePlace, replace: boolean): Promise<RestoreRefusal | null> {
  const { databaseUrl, migrationsFolder } = site;
  const found = await inspectDatabase(databaseUrl).catch((error): Inspection => {
    const isDamaged = /^SQLITE_(NOTADB|CORRUPT)/.test((error as { code?: string }).code ?? "");
    if (!isDamaged) throw error;
    return { exists: true, migrations: [], filled: ["damaged"], tables: [] };
  });
  if (found.filled.length > 0 && !replace)
    return { ok: false, reason: "restore.holds-a-site", what: databaseUrl };
  // Whose tables these are, nobody knows: to drop them is for somebody who does.
  const known = knownMigrations(databaseUrl, migrationsFolder);
  if (found.tables.length > 0 && !found.migrations.some((name) => known.includes(name)))
    return { ok: false, reason: "restore.not-ours", what: databaseUrl };
  const isInUse =
    providerOf(databaseUrl) === "sqlite"
      ? isSqliteInUse(databaseUrl)
      : (await countPostgresUsers(databaseUrl)) > 0;
  return isInUse ? { ok: false, reason: "restore.in-use", what: databaseUrl } : null;
}

function refuseManifest(
  { databaseUrl, migrationsFolder }: SitePlace,
  { provider, migrations }: Manifest,
): RestoreRefusal | null {
  if (provider !== providerOf(databaseUrl))
    return { ok: false, reason: "restore.other-database", what: provider };
  const known = knownMigrations(databaseUrl, migrationsFolder);
  const newer = migrations.find((name) => !known.includes(name));
  return newer === undefined ? null : { ok: false, reason: "restore.newer", what: newer };
}

/** The file is brought up to this version before it takes the other's place, so that a failure there costs nothing. */
async function putSqlite(
  { databaseUrl, migrationsFolder }: SitePlace,
  staged: string,
  swap: FolderSwap,
): Promise<RestoreRefusal | null> {
  const faults = checkSqlite(`file:${staged}`);
  if (faults.join() !== "ok") return { ok: false, reason: "backup.damaged", what: faults[0] ?? "" };
  await migrate(`file:${staged}`, migrationsFolder);
  try {
    await swap.begin();
    if (replaceSqlite(databaseUrl, staged)) return null;
  } catch (error) {
    await swap.undo();
    throw error;
  }
  await swap.undo();
  return { ok: false, reason: "restore.in-use", what: databaseUrl };
}

async function putPostgres(
  { databaseUrl, migrationsFolder }: SitePlace,
  staged: string,
  swap: FolderSwap,
): Promise<null> {
  try {
    await restorePostgres(databaseUrl, staged, () => swap.begin());
  } catch (error) {
    await swap.undo();
    throw error;
  }
  await migrate(databaseUrl, migrationsFolder);
  return null;
}

/** One folder takes another's place, and gives it back where what should go with it fails. Either may be absent. */
class FolderSwap {
  readonly #before: string;
  /** What was done, so that just this is undone. */
  #moved = false;
  #placed = false;

  constructor(
    private readonly place: string,
    private readonly staged: string,
  ) {
    this.#before = `${path.resolve(place)}.before-restore`;
  }

  async begin() {
    await rm(this.#before, { recursive: true, force: true });
    if (existsSync(this.place)) {
      await rename(this.place, this.#before);
      this.#moved = true;
    }
    if (existsSync(this.staged)) {
      await rename(this.staged, this.place);
      this.#placed = true;
    }
  }

  async undo() {
    if (this.#placed) await rename(this.place, this.staged);
    if (this.#moved) await rename(this.#before, this.place);
  }

  async end() {
    await rm(this.#before, { recursive: true, force: true });
  }
}
