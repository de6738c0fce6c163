// Nightly backups have each upload once, beside the archives; and uploads of an S3 store are in every backup.

import { createHash } from "node:crypto";
import fs, { cpSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createS3Store } from "~/media/store/s3-store.server";
import { tellFailures } from "~/media/store/store-failure";
import { backUp, backupTo } from "~/portability/backup/backup.server";
import { restore } from "~/portability/backup/restore.server";
import { temporaryFolder } from "../../factories/database";
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
  expect(await backUp(place, `${whole}.2`, NOON)).toMatchObject({
    ok: false,
    reason: "backup.no-store",
    what: expect.stringContaining("refuses the key"),
  });
  expect(readdirSync(path.dirname(whole))).toEqual(["whole.tar.gz"]);
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
