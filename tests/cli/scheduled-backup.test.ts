// Scheduled backups.

import { readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { openDatabase } from "~/platform/database/database.server";
import { ensureBy } from "~/platform/jobs/jobs.server";
import { temporaryFolder } from "../factories/database";
import { run } from "./command";
import { runHere } from "./here";
import { settledUrl } from "./running";

/** Makes the scheduled backup due now. */
async function makeDue(url: string) {
  const db = openDatabase(url);
  const now = new Date();
  const job = { kind: "backup", queue: "backup" } as const;
  await db.write((tx) => ensureBy(tx, job, {}, { at: now, key: "schedule:backup", now }));
  await db.close();
}

test("writes a due backup, deletes the oldest beyond BACKUP_KEEP, and schedules the next", async () => {
  const DATABASE_URL = await settledUrl();
  const DATA_DIR = temporaryFolder();
  const env = { DATABASE_URL, DATA_DIR, BACKUP_KEEP: "2" };
  const kept: string[][] = [];
  for (let night = 0; night < 3; night++) {
    await makeDue(DATABASE_URL);
    expect(await run(["jobs", "run"], env)).toEqual({ code: 0, said: "Jobs run: 1 done, 0 failed.\n" });
    kept.push(readdirSync(path.join(DATA_DIR, "backups")).sort());
  }
  expect(kept.map((files) => files.length)).toEqual([1, 2, 2]);
  expect(kept[2]?.[0]).toBe(kept[1]?.[1]);
  expect((await runHere(["jobs", "list", "waiting"], env)).said).toMatch(/^\d+ {2}waiting {2}backup {2}/m);
});

test("schedules no backup if BACKUP_SCHEDULE is off", async () => {
  const env = { DATABASE_URL: await settledUrl(), BACKUP_SCHEDULE: "off" };
  expect((await runHere(["jobs", "run"], env)).said).toBe("Jobs run: 0 done, 0 failed.\n");
  expect((await runHere(["jobs", "list"], env)).said).toBe("No jobs.\n");
});
