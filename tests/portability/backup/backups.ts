// Places with sites and uploads, and archives to corrupt.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { gunzipSync, gzipSync } from "node:zlib";
import { extract, pack } from "tar-stream";
import { backUp, type SitePlace } from "~/portability/backup/backup.server";
import { newDatabaseUrl, openIndexed, render, temporaryFolder } from "../../factories/database";
import { fillSite, rowsAt } from "../sites";

export const NOON = new Date("2026-04-01T12:00:00Z");

/** A place for a site, with a new database. */
export async function newPlace({ migrated = true } = {}): Promise<SitePlace> {
  return {
    databaseUrl: await newDatabaseUrl({ migrated }),
    dataDir: path.join(temporaryFolder(), "data"),
    migrationsFolder: "prisma",
  };
}

/** A place with a small site and two uploads, which nobody has open. */
export async function newFilledPlace() {
  const place = await newPlace();
  const db = openIndexed(place.databaseUrl);
  const { postId } = await fillSite({ db, render, url: place.databaseUrl });
  await db.close();
  writeUpload(
    place,
    "2026/chairs.png",
    Buffer.from(Array.from({ length: 5_000 }, (_, index) => index % 256)),
  );
  writeUpload(place, "2026/empty.txt", Buffer.alloc(0));
  return { place, postId };
}

/** A backup of such a place. */
export async function newBackup() {
  const { place } = await newFilledPlace();
  const file = path.join(temporaryFolder(), "backup.tar.gz");
  await backUp(place, file, NOON);
  return { place, file };
}

/** Rewrites an archive with changed files. The manifest stays the same unless it is changed too. */
export async function rewrite(file: string, change: (name: string, bytes: Buffer) => Buffer | string) {
  const [before, after] = [extract(), pack()];
  before.end(gunzipSync(readFileSync(file)));
  for await (const entry of before) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry) chunks.push(chunk as Buffer);
    after.entry({ name: entry.header.name }, change(entry.header.name, Buffer.concat(chunks)) as string);
  }
  after.finalize();
  writeFileSync(file, gzipSync(await buffer(after)));
}

export function writeUpload({ dataDir }: SitePlace, name: string, bytes: Buffer) {
  const file = path.join(dataDir, "uploads", name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, bytes);
}

/** Everything in a place: every row, every upload. The jobs that tell followers are left out: a restored site has none. */
export async function contentsOf({ databaseUrl, dataDir }: SitePlace) {
  const uploads: Record<string, string> = {};
  for (const name of listBelow(path.join(dataDir, "uploads")))
    uploads[name] = readFileSync(path.join(dataDir, "uploads", name)).toString("base64");
  const rows = await rowsAt(databaseUrl);
  rows.Job = (rows.Job as { kind: string }[]).filter(({ kind }) => !kind.startsWith("tell-of-"));
  return { rows, uploads };
}

/** All files below a folder; none if there is no folder. */
export function listBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
      .sort();
  } catch {
    return [];
  }
}
