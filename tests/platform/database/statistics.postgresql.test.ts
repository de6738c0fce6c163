// PostgreSQL's planner has statistics right after many rows are inserted.

import path from "node:path";
import { expect, test } from "vitest";
import { backUp } from "~/portability/backup/backup.server";
import { restore } from "~/portability/backup/restore.server";
import { copySite } from "~/portability/copy-site.server";
import { newDatabaseUrl, temporaryFolder } from "../../factories/database";
import { openRaw } from "../../factories/raw-database";
import { addComments, fillSite, newSqliteUrl, open } from "../../portability/sites";

/** The planner's estimate of the number of comments; -1 without statistics. */
const believed = async (url: string) =>
  (await openRaw(url)).column(`SELECT reltuples::int FROM pg_class WHERE relname = 'Comment'`);

async function fillLargely(url: string) {
  const site = open(url);
  const { postId } = await fillSite(site);
  await addComments(site, postId, 700);
  return site;
}

test("after a copy", async () => {
  const to = open(await newDatabaseUrl());
  expect(await copySite(await fillLargely(await newSqliteUrl()), to)).toMatchObject({ ok: true });
  expect(await believed(to.url)).toEqual([702]);
});

test("after a restore", async () => {
  const file = path.join(temporaryFolder(), "site.tar.gz");
  const place = (databaseUrl: string) => ({
    databaseUrl,
    dataDir: temporaryFolder(),
    migrationsFolder: "prisma",
  });
  const { url } = await fillLargely(await newDatabaseUrl());
  await backUp(place(url), file, new Date());
  const target = await newDatabaseUrl({ migrated: false });
  expect(await restore(place(target), file, { replace: false })).toMatchObject({ ok: true });
  expect(await believed(target)).toEqual([702]);
});
