// A restore killed at any step leaves the old site or the new one, never the database of one with the uploads
// of the other.

import { cpSync, readdirSync } from "node:fs";
import path from "node:path";
import pLimit from "p-limit";
import { expect, test } from "vitest";
import { openDatabase } from "~/platform/database/database.server";
import { backUp, type SitePlace } from "~/portability/backup/backup.server";
import { restore } from "~/portability/backup/restore.server";
import { settleRestore } from "~/portability/backup/restore-journal.server";
import { newDatabaseUrl, render, temporaryFolder } from "../../factories/database";
import { createPost } from "../../factories/posts";
import { bundleProgram, runProgram } from "../../platform/database/processes";
import { contentsOf, NOON, newBackup, newFilledPlace, newPlace, writeUpload } from "./backups";

/** At every fourth step the restore is also repeated. */
const AGAIN_EACH = 4;

test("completes or undoes a restore killed at any step, and allows another one", async () => {
  const { place: source, file } = await newBackup();
  const { place: old } = await newFilledPlace();
  const db = openDatabase(old.databaseUrl);
  await createPost({ db, render });
  await db.close();
  writeUpload(old, "old.png", Buffer.from("old"));
  const oldFile = path.join(temporaryFolder(), "old.tar.gz");
  await backUp(old, oldFile, NOON);
  const [before, after] = [await contentsOf(old), await contentsOf(source)];

  // Restored once, and copied for each step.
  const restored = await newPlace();
  expect(await restore(restored, oldFile, { replace: true })).toMatchObject({ ok: true });
  expect(await contentsOf(restored)).toEqual(before);
  const copyPlace = async (): Promise<SitePlace> => {
    const dataDir = path.join(temporaryFolder(), "data");
    cpSync(restored.dataDir, dataDir, { recursive: true });
    return { ...restored, dataDir, databaseUrl: await newDatabaseUrl({ template: restored.databaseUrl }) };
  };

  const program = await bundleProgram("portability/backup/restoring.program.ts");
  const killAt = async (step: number) => {
    const place = await copyPlace();
    const said = await runProgram(program, place.databaseUrl, place.dataDir, file, String(step)).catch(
      () => "killed",
    );
    const settled = await settleRestore(place);
    const contents = await contentsOf(place);
    if (step % AGAIN_EACH === 1) {
      expect(await restore(place, file, { replace: true })).toMatchObject({ ok: true });
      expect(await contentsOf(place)).toEqual(after);
      expect(readdirSync(place.dataDir)).toEqual(["uploads"]);
    }
    return { said, settled, contents };
  };

  const whole = await killAt(0);
  expect([whole.settled, whole.contents]).toEqual(["nothing", after]);
  const steps = Number(whole.said);
  const atOnce = pLimit(3);
  const killed = await Promise.all(
    Array.from({ length: steps }, (_, index) => atOnce(() => killAt(index + 1))),
  );
  expect(killed.map(({ said }) => said)).toEqual(Array(steps).fill("killed"));
  const fates = killed.map(({ contents }) => (contents.rows.Post?.length === 3 ? "old" : "new"));
  expect(killed.map(({ contents }) => contents)).toEqual(
    fates.map((fate) => (fate === "old" ? before : after)),
  );
  // The database's own commit decides: everything is old before it and new after it.
  expect(fates).toEqual([...fates].sort().reverse());
  expect(new Set(killed.map(({ settled }) => settled))).toEqual(new Set(["nothing", "undone", "ended"]));
}, 180_000);
