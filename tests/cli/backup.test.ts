// Backup, restore and check as commands.

import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { readConfig } from "~/platform/config/config";
import { openDatabase } from "~/platform/database/database.server";
import type { SitePlace } from "~/portability/backup/backup.server";
import { keepBackupOf } from "~/server/kept-backup";
import { temporaryFolder } from "../factories/database";
import { openRaw } from "../factories/raw-database";
import { startS3 } from "../media/store/s3-server";
import { contentsOf, newFilledPlace, newPlace } from "../portability/backup/backups";
import { run } from "./command";
import { runHere } from "./here";

const envOf = ({ databaseUrl, dataDir }: SitePlace) => ({ DATABASE_URL: databaseUrl, DATA_DIR: dataDir });

test("saves a site to a file and restores it without inconsistencies", async () => {
  const { place } = await newFilledPlace();
  const file = path.join(temporaryFolder(), "site.tar.gz");
  const backup = await run(["backup", file], envOf(place));
  expect(backup.said).toMatch(
    /^Saved the database and 2 files of uploads to \S+site\.tar\.gz \(\d+(\.\d)? [kM]B\)\.\n$/,
  );
  const elsewhere = await newPlace({ migrated: false });
  const restored = await run(["restore", file], envOf(elsewhere));
  expect(restored.said).toMatch(
    /^Restored the site as of \d+ \w+ 20\d\d, \d\d:\d\d (GMT|BST), with 2 uploads\.\n$/,
  );
  expect(await contentsOf(elsewhere)).toEqual(await contentsOf(place));

  const again = await runHere(["restore", file], envOf(elsewhere));
  expect([again.code, again.said]).toEqual([
    1,
    expect.stringContaining("Add --replace to replace it. Nothing was changed."),
  ]);
  expect((await runHere(["restore", file, "--replace"], envOf(elsewhere))).code).toBe(0);

  await (await openRaw(elsewhere.databaseUrl)).run(`UPDATE "Tag" SET "postCount" = 9 WHERE id = 1`);
  const fault = "tag 1 has a post count of 9 instead of 2";
  expect(await runHere(["check"], envOf(elsewhere))).toEqual({
    code: 1,
    said: `${fault}\n1 problem found. To repair: npm run longtable -- check --repair\n`,
  });
  expect(await runHere(["check", "--repair"], envOf(elsewhere))).toEqual({
    code: 0,
    said: `${fault}: repaired\nNo problems left.\n`,
  });
}, 120_000);

test("says that a backup is incomplete, and of which uploads it lacks files, while the S3 store is away", async () => {
  const s3 = await startS3();
  const place = await newPlace();
  const env = { ...envOf(place), ...s3.env };
  const db = openDatabase(place.databaseUrl);
  const now = new Date();
  const row = { hash: "ab".repeat(32), kind: "picture", type: "image/jpeg", bytes: 5, ownBytes: 5 };
  const { id: fileId } = await db.mediaFile.create({ data: { ...row, createdAt: now } });
  const upload = { hash: "ab", name: "chairs.jpg", fileId, createdAt: now };
  const { id } = await db.media.create({ data: upload });
  await db.close();
  s3.fail(403);
  const file = path.join(temporaryFolder(), "site.tar.gz");
  const backup = await runHere(["backup", file], env);
  expect(backup.code).toBe(1);
  expect(backup.said).toMatch(
    new RegExp(
      `^The backup is incomplete: the media store failed, since it refuses the key.*\nSaved the database and 0 files of uploads to .*It lacks 1 file, of upload ${id}\\.\n`,
    ),
  );
  expect(await keepBackupOf(readConfig(env))("before", now)).toMatchObject({ ok: false });
  const restored = await runHere(["restore", file], envOf(await newPlace({ migrated: false })));
  expect([restored.code, restored.said]).toEqual([
    0,
    expect.stringContaining("The backup lacks 1 file of uploads"),
  ]);
});

test("refuses to overwrite a file with a backup, unless forced", async () => {
  const { place } = await newFilledPlace();
  const file = path.join(temporaryFolder(), "site.tar.gz");
  writeFileSync(file, "the backup of last year");
  const refused = await runHere(["backup", file], envOf(place));
  expect([refused.code, refused.said]).toEqual([
    1,
    `${file} already exists. Choose another name, or add --force to overwrite it.\n`,
  ]);
  expect(readFileSync(file, "utf8")).toBe("the backup of last year");
  expect((await runHere(["backup", file, "--force"], envOf(place))).code).toBe(0);
  expect((await runHere(["restore", file], envOf(await newPlace({ migrated: false })))).code).toBe(0);

  const folder = path.dirname(file);
  const inNew = path.join(folder, "new/deeper");
  expect((await runHere(["backup", path.join(inNew, "a.tar.gz")], envOf(place))).code).toBe(0);
  expect(statSync(inNew).mode & 0o777).toBe(0o700);
  const onFolder = await runHere(["backup", folder, "--force"], envOf(place));
  expect([onFolder.code, onFolder.said]).toEqual([
    1,
    `${folder} is a folder. Add a file name, such as ${folder}/longtable.tar.gz.\n`,
  ]);
}, 120_000);

test("undoes a restore that was killed between its steps when the next command runs", async () => {
  const { place } = await newFilledPlace();
  const before = await contentsOf(place);
  const uploads = path.join(place.dataDir, "uploads");
  const staging = path.join(place.dataDir, "uploads.restoring-killed");
  mkdirSync(staging);
  writeFileSync(path.join(staging, "longtable.db"), "");
  renameSync(uploads, `${uploads}.before-restore`);
  writeFileSync(
    path.join(place.dataDir, "restoring.json"),
    JSON.stringify({
      ...{ id: "uploads.restoring-killed", staging: [staging] },
      database: place.databaseUrl.startsWith("file:") ? path.join(staging, "longtable.db") : null,
      uploads: {
        ...{ place: uploads, staged: path.join(staging, "uploads"), before: `${uploads}.before-restore` },
        ...{ wereThere: true, come: false },
      },
    }),
  );
  const { said } = await run(["jobs", "list"], { ...envOf(place), LOG_LEVEL: "warn" });
  expect(said).toContain("An interrupted restore was undone.");
  expect(await contentsOf(place)).toEqual(before);
  expect(existsSync(staging)).toBe(false);
});

test.each([
  ["backup without a file", ["backup"], 2, "Missing FILE."],
  ["backup without a site", ["backup", "FILE"], 1, "There is no site in "],
  [
    "backup to a folder that can't be created",
    ["backup", "/proc/x/a.tar.gz"],
    1,
    "Can’t save /proc/x/a.tar.gz: its folder can’t be created.",
  ],
  [
    "backup to a path below a file",
    ["backup", "package.json/a.tar.gz"],
    1,
    "Can’t save package.json/a.tar.gz: a file is in the place of its folder.",
  ],
  ["restore without a file", ["restore"], 2, "Missing FILE."],
  ["restore of a missing file", ["restore", "FILE"], 1, "File not found: "],
  [
    "restore of a file that isn't a backup",
    ["restore", "package.json"],
    1,
    "package.json is damaged or isn’t a backup",
  ],
  ["check with an argument", ["check", "everything"], 2, 'Unexpected argument "everything".'],
])("%s fails with a reason and without a stack trace", async (_what, words, code, reason) => {
  const file = path.join(temporaryFolder(), "site.tar.gz");
  const given = words.map((word) => (word === "FILE" ? file : word));
  const answer = await runHere(given, envOf(await newPlace({ migrated: false })));
  expect([answer.code, answer.said]).toEqual([code, expect.stringContaining(reason)]);
  expect(answer.said).not.toMatch(/\n +at /);
});
