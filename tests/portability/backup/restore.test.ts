import { execFileSync } from "node:child_process";
import fs, {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { open } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import path from "node:path";
import { Writable } from "node:stream";
import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "~/platform/database/database.server";
import { backUp } from "~/portability/backup/backup.server";
import { restore } from "~/portability/backup/restore.server";
import { lockRestores } from "~/portability/backup/restore-journal.server";
import { provider, render, temporaryFolder } from "../../factories/database";
import { createPost } from "../../factories/posts";
import { openRaw } from "../../factories/raw-database";
import { contentsOf, NOON, newBackup, newFilledPlace, newPlace, rewrite, writeUpload } from "./backups";

const flipped = (bytes: Buffer, at: number) => {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 0x10;
  return copy;
};

test.each<[string, (bytes: Buffer) => Buffer]>([
  ["with a flipped byte near its start", (bytes) => flipped(bytes, 60)],
  ["with a flipped byte in the middle", (bytes) => flipped(bytes, bytes.length >> 1)],
  ["with a flipped byte at its end", (bytes) => flipped(bytes, bytes.length - 6)],
  ["truncated in the middle", (bytes) => bytes.subarray(0, bytes.length >> 1)],
  ["without its last byte", (bytes) => bytes.subarray(0, -1)],
  ["that is another kind of file", () => Buffer.from("Dear diary")],
  ["that is empty", () => Buffer.alloc(0)],
])("refuses an archive %s, and leaves the site unchanged", async (_what, spoil) => {
  const { place, file } = await newBackup();
  const before = await contentsOf(place);
  writeFileSync(file, spoil(readFileSync(file)));
  expect(await restore(place, file, { replace: true })).toMatchObject({
    ok: false,
    reason: "backup.damaged",
  });
  expect(await contentsOf(place)).toEqual(before);
  expect(readdirSync(place.dataDir)).toEqual(["uploads"]);
});

const replacing = (file: string, from: string, to: string) => (name: string, bytes: Buffer) =>
  name === file ? Buffer.from(bytes.toString("latin1").replace(from, to), "latin1") : bytes;

test.each([
  [
    "with a changed upload",
    replacing("uploads/2026/chairs.png", "ABC", "ABX"),
    "chairs.png has changed since",
  ],
  [
    "with a file that isn't in its manifest",
    replacing("manifest.json", "chairs.png", "tables.png"),
    "isn’t in its list of files",
  ],
  [
    "with a path outside its folder",
    replacing("manifest.json", "uploads/2026", "uploads/.."),
    "its list of files names a file that can’t be in a backup",
  ],
  ["with an invalid manifest", replacing("manifest.json", "{", "["), "its list of files can’t be read"],
])("refuses an archive %s, and leaves the site unchanged", async (_what, change, fault) => {
  const { place, file } = await newBackup();
  const before = await contentsOf(place);
  await rewrite(file, change);
  const refused = await restore(place, file, { replace: true });
  expect(refused).toMatchObject({
    ok: false,
    reason: "backup.damaged",
    what: expect.stringContaining(fault),
  });
  expect(await contentsOf(place)).toEqual(before);
});

test("creates the data folder readable only by its owner", async () => {
  const { file } = await newBackup();
  const place = await newPlace({ migrated: false });
  expect(await restore(place, file)).toMatchObject({ ok: true });
  expect(statSync(place.dataDir).mode & 0o777).toBe(0o700);
});

test("throws at once if the data folder can't be created", async () => {
  const place = { ...(await newPlace()), dataDir: "/proc/x/deeper" };
  await expect(restore(place, "none.tar.gz")).rejects.toThrow(/ENOENT|EACCES/);
});

test("refuses if a site was created while the archive was read, and leaves it unchanged", async () => {
  const { file } = await newBackup();
  const place = await newPlace();
  // Reading a pipe waits until something is written to it.
  const pipe = path.join(temporaryFolder(), "pipe.tar.gz");
  execFileSync("mkfifo", [pipe]);
  const restoring = restore(place, pipe);
  const writing = await open(pipe, "w");
  const db = openDatabase(place.databaseUrl);
  await createPost({ db, render });
  await db.close();
  writeUpload(place, "2026/new.txt", Buffer.from("New."));
  const begun = await contentsOf(place);
  await writing.writeFile(readFileSync(file));
  await writing.close();
  expect(await restoring).toMatchObject({ ok: false, reason: "restore.holds-a-site" });
  expect(await contentsOf(place)).toEqual(begun);
  expect(readdirSync(place.dataDir)).toEqual(["uploads"]);
});

test("refuses an archive of a newer format", async () => {
  const { file } = await newBackup();
  await rewrite(file, replacing("manifest.json", '"format": 1', '"format": 3'));
  expect(await restore(await newPlace(), file)).toMatchObject({ ok: false, reason: "backup.newer" });
});

test("refuses an archive with an unknown migration, and names it", async () => {
  const { file } = await newBackup();
  const folder = temporaryFolder();
  cpSync("prisma", folder, { recursive: true });
  const names = readdirSync(path.join(folder, provider(), "migrations")).filter((name) => /^\d/.test(name));
  const newest = names.sort().at(-1) ?? "";
  rmSync(path.join(folder, provider(), "migrations", newest), { recursive: true });
  const older = { ...(await newPlace({ migrated: false })), migrationsFolder: folder };
  expect(await restore(older, file)).toEqual({ ok: false, reason: "restore.newer", what: newest });
});

test("migrates an archive of an older version", async () => {
  const { file } = await newBackup();
  const folder = temporaryFolder();
  cpSync("prisma", folder, { recursive: true });
  const later = path.join(folder, provider(), "migrations", "20990101000000_later");
  mkdirSync(later);
  writeFileSync(path.join(later, "migration.sql"), 'ALTER TABLE "Post" ADD COLUMN "mood" TEXT;');
  const newer = { ...(await newPlace({ migrated: false })), migrationsFolder: folder };
  expect(await restore(newer, file)).toMatchObject({ ok: true });
  expect(await (await openRaw(newer.databaseUrl)).column('SELECT DISTINCT mood FROM "Post"')).toEqual([null]);
});

test("refuses an archive of the other kind of database", async () => {
  const { file } = await newBackup();
  const other = provider() === "sqlite" ? "postgresql" : "sqlite";
  await rewrite(file, replacing("manifest.json", `"${provider()}"`, `"${other}"`));
  const refused = await restore(await newPlace(), file);
  expect(refused).toEqual({ ok: false, reason: "restore.other-database", what: other });
});

test("refuses a place with a site, and replaces its rows and uploads with `replace`", async () => {
  const { place, file } = await newBackup();
  const { place: other } = await newFilledPlace();
  const db = openDatabase(other.databaseUrl);
  await createPost({ db, render });
  await db.close();
  writeUpload(other, "other.png", Buffer.from("other"));
  const before = await contentsOf(other);
  expect(await restore(other, file)).toMatchObject({ ok: false, reason: "restore.holds-a-site" });
  expect(await contentsOf(other)).toEqual(before);
  expect(await restore(other, file, { replace: true })).toMatchObject({ ok: true });
  expect(await contentsOf(other)).toEqual(await contentsOf(place));
  expect(readdirSync(other.dataDir)).toEqual(["uploads"]);
});

test("refuses a database with another program's tables even with `replace`", async () => {
  const { file } = await newBackup();
  const other = await newPlace({ migrated: false });
  const raw = await openRaw(other.databaseUrl);
  await raw.run("CREATE TABLE accounts (owner TEXT); INSERT INTO accounts VALUES ('somebody')");
  expect(await restore(other, file, { replace: true })).toMatchObject({
    ok: false,
    reason: "restore.not-ours",
  });
  expect(await raw.column("SELECT owner FROM accounts")).toEqual(["somebody"]);
});

test("refuses a database that a site has open", async () => {
  const { file } = await newBackup();
  const other = await newPlace();
  const db = openDatabase(other.databaseUrl);
  onTestFinished(() => db.close());
  await db.post.count();
  await db.followOthers();
  expect(await restore(other, file, { replace: true })).toMatchObject({
    ok: false,
    reason: "restore.in-use",
  });
  expect(existsSync(path.join(other.dataDir, "uploads"))).toBe(false);
});

test("refuses if the disk is full, and leaves the site unchanged", async () => {
  const { place, file } = await newBackup();
  const before = await contentsOf(place);
  const createWriteStream = fs.createWriteStream;
  onTestFinished(() => {
    fs.createWriteStream = createWriteStream;
    syncBuiltinESMExports();
  });
  const full = Object.assign(new Error("ENOSPC: no space left on device, write"), {
    code: "ENOSPC",
    syscall: "write",
  });
  const fullDisk = () => new Writable({ write: (_chunk, _encoding, done) => done(full) });
  fs.createWriteStream = fullDisk as unknown as typeof createWriteStream;
  syncBuiltinESMExports();
  expect(await restore(place, file, { replace: true })).toMatchObject({
    ok: false,
    reason: "restore.no-room",
  });
  expect(await backUp(place, `${file}.2`, NOON)).toMatchObject({ ok: false, reason: "backup.no-room" });
  expect(await contentsOf(place)).toEqual(before);
  expect(readdirSync(place.dataDir)).toEqual(["uploads"]);
});

test("refuses a second restore into the same place", async () => {
  const { place, file } = await newBackup();
  const release = lockRestores(place);
  expect(await restore(place, file, { replace: true })).toMatchObject({
    ok: false,
    reason: "restore.under-way",
  });
  release?.();
  expect(await restore(place, file, { replace: true })).toMatchObject({ ok: true });
});
