// Nightly backups have each upload once, beside the archives; and uploads of an S3 store are in every backup.

import { createHash } from "node:crypto";
import fs, { cpSync, existsSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createS3Store } from "~/media/store/s3-store.server";
import { tellFailures } from "~/media/store/store-failure";
import { openDatabase } from "~/platform/database/database.server";
import { backUp } from "~/portability/backup/backup.server";
import { backupTo } from "~/portability/backup/nightly-backup.server";
import { restore } from "~/portability/backup/restore.server";
import { temporaryFolder } from "../../factories/database";
import { openRaw } from "../../factories/raw-database";
import { startS3 } from "../../media/store/s3-server";
import { contentsOf, listBelow, NOON, newFilledPlace, newPlace, writeUpload } from "./backups";

const night = (day: number) => new Date(Date.UTC(2026, 3, day));
const sha = (text: string) => createHash("sha256").update(text).digest("hex");

async function newNights() {
  const { place } = await newFilledPlace();
  writeUpload(place, "2026/first.txt", Buffer.from("first"));
  const folder = path.join(temporaryFolder(), "backups");
  const backup = (day: number) => backupTo(place, folder, 2, night(day));
  const files = () => listBelow(path.join(folder, "files")).map((name) => path.basename(name));
  return { place, folder, backup, files };
}

test("each upload is kept once, until no archive needs it, and each archive restores the site of its night", async () => {
  const { place, folder, backup, files } = await newNights();
  const first = await backup(1);
  const before = await contentsOf(place);
  expect(files()).toHaveLength(3);
  rmSync(path.join(place.dataDir, "uploads/2026/first.txt"));
  writeUpload(place, "2026/second.txt", Buffer.from("second"));
  const second = await backup(2);
  expect(files()).toHaveLength(4);
  expect(readdirSync(folder).filter((name) => name.includes("partial"))).toEqual([]);

  for (const [file, contents] of [
    [first, before],
    [second, await contentsOf(place)],
  ] as const) {
    const elsewhere = await newPlace();
    expect(await restore(elsewhere, file)).toMatchObject({ ok: true });
    expect(await contentsOf(elsewhere)).toEqual(contents);
  }
  await backup(3);
  expect(files()).toHaveLength(3);
  expect(files()).not.toContain(sha("first"));
  expect(files()).toContain(sha("second"));
});

test("deletes no file while one of the nightly archives can't be read", async () => {
  const { place, folder, backup, files } = await newNights();
  const first = await backup(1);
  rmSync(path.join(place.dataDir, "uploads/2026/first.txt"));
  await backup(2);
  writeFileSync(first, "damaged");
  writeFileSync(path.join(folder, "longtable-2026-04-09T00-00-00-000Z.tar.gz"), "damaged");
  await backup(8);
  expect(files()).toContain(sha("first"));
});

test("refuses an archive whose files are away or changed, and changes nothing", async () => {
  const { folder, backup } = await newNights();
  const file = await backup(1);
  const alone = path.join(temporaryFolder(), "alone.tar.gz");
  cpSync(file, alone);
  const elsewhere = await newPlace();
  const before = await contentsOf(elsewhere);
  expect(await restore(elsewhere, alone)).toMatchObject({ ok: false, reason: "backup.files-away" });
  const kept = path.join(folder, "files", sha("first").slice(0, 2), sha("first"));
  rmSync(kept);
  writeFileSync(kept, "other");
  expect(await restore(elsewhere, file)).toMatchObject({ ok: false, reason: "backup.damaged" });
  expect(await contentsOf(elsewhere)).toEqual(before);
});

test("uploads of an S3 store are in one file and in nightly backups, which download each once", async () => {
  const s3 = await startS3();
  const key = `${sha("x").slice(0, 2)}/${sha("x")}/master.jpg`;
  s3.files.set(key, Buffer.from("a picture"));
  s3.files.set("../../outside", Buffer.from("not the site’s"));
  const place = { ...(await newPlace()), remoteUploads: tellFailures(createS3Store(s3.settings), () => {}) };
  const folder = path.join(temporaryFolder(), "backups");
  const whole = path.join(temporaryFolder(), "whole.tar.gz");
  expect(await backUp(place, whole, NOON)).toMatchObject({ ok: true });
  const first = await backupTo(place, folder, 2, night(1));
  const downloads = () => s3.asked.filter((line) => line === `GET /media/${key}`).length;
  const before = downloads();
  const second = await backupTo(place, folder, 2, night(2));
  expect(downloads()).toBe(before);
  for (const file of [whole, first, second]) {
    const elsewhere = await newPlace();
    expect(await restore(elsewhere, file)).toMatchObject({ ok: true });
    expect((await contentsOf(elsewhere)).uploads).toEqual({
      [key]: Buffer.from("a picture").toString("base64"),
    });
  }
  s3.fail(403);
  expect(await backUp(place, `${whole}.2`, NOON, { needsAll: true })).toMatchObject({
    ok: true,
    lacking: null,
  });
});

/** A site with pictures in an S3 store. */
async function newRemote() {
  const s3 = await startS3();
  const place = { ...(await newPlace()), remoteUploads: tellFailures(createS3Store(s3.settings), () => {}) };
  const db = openDatabase(place.databaseUrl);
  onTestFinished(() => db.close());
  /** Returns its key and the upload’s id. */
  const keep = async (name: string) => {
    const key = `${sha(name).slice(0, 2)}/${sha(name)}/master.jpg`;
    s3.files.set(key, Buffer.from(name));
    const row = { hash: sha(name), kind: "picture", type: "image/jpeg", bytes: name.length, createdAt: NOON };
    const file = await db.mediaFile.create({ data: { ...row, ownBytes: name.length } });
    const upload = { hash: name, name: `${name}.jpg`, fileId: file.id, createdAt: NOON };
    return { key, ...(await db.media.create({ data: upload })) };
  };
  const folder = path.join(temporaryFolder(), "backups");
  const backup = (at: Date, keep = 3) => backupTo(place, folder, keep, at);
  const archives = () => readdirSync(folder).filter((name) => name.endsWith(".gz"));
  const restored = async (file: string) => {
    const elsewhere = await newPlace();
    expect(await restore(elsewhere, file)).toMatchObject({ ok: true });
    return contentsOf(elsewhere);
  };
  return { s3, place, db, keep, folder, backup, archives, restored };
}

const minutesLater = (at: Date, minutes: number) => new Date(at.getTime() + minutes * 60_000);

test("while the S3 store is away, a night saves the database and the files of earlier nights, and fails by naming the others", async () => {
  const { s3, keep, backup, archives, folder, restored } = await newRemote();
  const old = await keep("old");
  await backup(night(1));
  const young = await keep("young");
  s3.fail(500);
  const failure = `lacks the files of upload ${young.id}, since the media store failed: it answered 500.`;
  await expect(backup(night(2))).rejects.toThrow(failure);
  await expect(backup(minutesLater(night(2), 2))).rejects.toThrow(failure);
  expect(archives()).toHaveLength(2);
  const [, incomplete = ""] = archives();
  const { uploads, rows } = await restored(path.join(folder, incomplete));
  expect(Object.keys(uploads)).toEqual([old.key]);
  expect(rows.Media).toHaveLength(2);

  await expect(backup(night(3))).rejects.toThrow(failure);
  expect(archives()).toHaveLength(3);
  s3.fail(0);
  const whole = await backup(minutesLater(night(3), 12));
  expect(archives()).toEqual([...archives().slice(0, 2), path.basename(whole)]);
  expect(Object.keys((await restored(whole)).uploads).sort()).toEqual([old.key, young.key].sort());
});

test("a night is whole if earlier ones have each file that the S3 store doesn't give, and forgets removed ones", async () => {
  const { s3, db, keep, backup, archives, restored } = await newRemote();
  const old = await keep("old");
  const removed = await keep("removed");
  await backup(night(1));
  await backup(minutesLater(night(1), 5));
  // Whole ones stay, however soon the next comes.
  expect(archives()).toHaveLength(2);
  await db.media.delete({ where: { id: removed.id } });
  s3.fail(503);
  const second = await restored(await backup(night(2)));
  expect(Object.keys(second.uploads)).toEqual([old.key]);
});

test("files that the S3 store doesn't give keep no others from being saved; three in a row end the asking", async () => {
  const { s3, keep, backup, archives, folder, restored } = await newRemote();
  const kept: Awaited<ReturnType<typeof keep>>[] = [];
  for (const name of ["a", "b", "c", "d", "e", "f", "g", "h"]) kept.push(await keep(name));
  kept.sort((one, other) => (one.key < other.key ? -1 : 1));
  const refused = kept.filter((_, index) => index % 2 === 0);
  s3.fail(403, { of: new RegExp(refused.map(({ key }) => key).join("|")) });
  await expect(backup(night(1))).rejects.toThrow(
    /^The backup .* lacks the files of uploads \d, \d, \d and \d, since/,
  );
  const { uploads } = await restored(path.join(folder, archives()[0] ?? ""));
  expect(Object.keys(uploads)).toEqual(kept.filter((_, index) => index % 2 === 1).map(({ key }) => key));

  s3.fail(403, { of: /GET .*master/ });
  s3.asked.length = 0;
  await expect(backup(night(2))).rejects.toThrow("lacks the files");
  // Before and after the database is copied.
  expect(s3.asked.filter((line) => line.includes("master"))).toHaveLength(3 + 3);
});

test("a file that ends early in the S3 store is not saved", async () => {
  const { s3, keep, backup, archives, folder, restored } = await newRemote();
  await keep("broken");
  s3.cutShort(3);
  await expect(backup(night(1))).rejects.toThrow("the media store failed");
  expect((await restored(path.join(folder, archives()[0] ?? ""))).uploads).toEqual({});
});

test("one file says that it is incomplete, never takes the place of another, and isn't kept where all is needed", async () => {
  const { s3, keep, place, restored } = await newRemote();
  const { key, id } = await keep("a");
  const file = path.join(temporaryFolder(), "site.tar.gz");
  expect(await backUp(place, file, NOON)).toMatchObject({ ok: true, lacking: null });
  s3.fail(403);
  const lacking = { uploadIds: [id], keys: [key], reason: expect.stringContaining("refuses the key") };
  expect(await backUp(place, file, NOON, { overwrite: true })).toMatchObject({
    ...{ ok: true, file: `${file}.incomplete`, lacking },
    manifest: { missing: [`uploads/${key}`] },
  });
  expect(Object.keys((await restored(file)).uploads)).toEqual([key]);
  expect((await restored(`${file}.incomplete`)).uploads).toEqual({});
  const needed = path.join(temporaryFolder(), "needed.tar.gz");
  const refused = { ok: false, reason: "backup.no-store", what: lacking.reason };
  expect(await backUp(place, needed, NOON, { needsAll: true })).toMatchObject(refused);
  expect(existsSync(needed)).toBe(false);

  // With a migration still to come, its rows may not be those that this version reads.
  const raw = await openRaw(place.databaseUrl);
  const [newest] = await raw.column("SELECT max(migration_name) FROM _prisma_migrations");
  await raw.run(`DELETE FROM _prisma_migrations WHERE migration_name = '${newest}'`);
  expect(await backUp(place, needed, NOON)).toMatchObject(refused);
});

test("too little room is refused before anything is written", async () => {
  const { place, folder, backup } = await newNights();
  const file = await backup(1);
  const { statfs } = fs.promises;
  onTestFinished(() => {
    fs.promises.statfs = statfs;
    syncBuiltinESMExports();
  });
  fs.promises.statfs = (async () => ({ bavail: 1, bsize: 1_000 })) as unknown as typeof statfs;
  syncBuiltinESMExports();
  const whole = path.join(temporaryFolder(), "whole.tar.gz");
  expect(await backUp(place, whole, NOON)).toMatchObject({ ok: false, reason: "backup.no-room" });
  const elsewhere = await newPlace();
  expect(await restore(elsewhere, file)).toMatchObject({ ok: false, reason: "restore.no-room" });
  expect(listBelow(path.join(elsewhere.dataDir, "uploads"))).toEqual([]);
  expect(statSync(folder).isDirectory()).toBe(true);
});
