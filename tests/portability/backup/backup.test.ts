import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setImmediate as breathe, setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { replyTo } from "~/flows/responding/reply.server";
import { guest } from "~/people/viewer";
import { backUp } from "~/portability/backup/backup.server";
import { backupTo } from "~/portability/backup/nightly-backup.server";
import { restore } from "~/portability/backup/restore.server";
import { temporaryFolder } from "../../factories/database";
import { buildReply, CLIENT, createComment, createPost } from "../../factories/posts";
import { openRaw } from "../../factories/raw-database";
import { addComments, open } from "../sites";
import { contentsOf, NOON, newFilledPlace, newPlace } from "./backups";

test.each([
  ["without tables", { migrated: false }],
  ["with the newest schema", { migrated: true }],
])("restores a site into a database %s: every row and every upload", async (_what, database) => {
  const { place } = await newFilledPlace();
  const file = path.join(temporaryFolder(), "deep/down/backup.tar.gz");
  await backUp(place, file, NOON);
  const elsewhere = await newPlace(database);
  expect(await restore(elsewhere, file)).toMatchObject({
    ok: true,
    manifest: { createdAt: NOON.toISOString() },
  });
  expect(await contentsOf(elsewhere)).toEqual(await contentsOf(place));
  expect(readdirSync(path.dirname(file))).toEqual(["backup.tar.gz"]);
});

test("does not replace a file that appears while the backup is made", async () => {
  const { place } = await newFilledPlace();
  const file = path.join(temporaryFolder(), "backup.tar.gz");
  const making = backUp(place, file, NOON);
  while (!readdirSync(path.dirname(file)).some((name) => name.includes(".partial-"))) await breathe();
  writeFileSync(file, "another");
  expect(await making).toEqual({ ok: false, reason: "backup.exists", what: file });
  expect(readFileSync(file, "utf8")).toBe("another");
  expect(await backUp(place, file, NOON)).toMatchObject({ ok: false, reason: "backup.exists" });
  expect(await backUp(place, file, NOON, { overwrite: true })).toMatchObject({ ok: true });
  expect(readdirSync(path.dirname(file))).toEqual(["backup.tar.gz"]);
});

test("gives new ids after a restore", async () => {
  const { place, postId } = await newFilledPlace();
  const file = path.join(temporaryFolder(), "backup.tar.gz");
  await backUp(place, file, NOON);
  const elsewhere = await newPlace();
  await restore(elsewhere, file);
  expect(await createComment(open(elsewhere.databaseUrl), postId)).toBe(4);
});

test("a backup made during writes is consistent: each post's count equals its comments", async () => {
  const { place, postId } = await newFilledPlace();
  const site = open(place.databaseUrl);
  await addComments(site, postId, 200);
  const posts = [postId, await createPost(site), await createPost(site)];
  let isOver = false;
  let written = 0;
  const write = async () => {
    while (!isOver) {
      const to = posts[written++ % posts.length] as number;
      const said = await replyTo(site, guest, to, buildReply(), { now: NOON, clientAddress: CLIENT });
      if (!said.ok) throw new Error(said.reason);
      await breathe();
    }
  };
  const writers = [write(), write(), write(), write()];
  while (written < 20) await pause(5);
  const file = path.join(temporaryFolder(), "backup.tar.gz");
  const before = written;
  await backUp(place, file, NOON).finally(() => {
    isOver = true;
  });
  const during = written - before;
  await Promise.all(writers);
  expect(during).toBeGreaterThan(0);

  const elsewhere = await newPlace();
  expect(await restore(elsewhere, file)).toMatchObject({ ok: true });
  const raw = await openRaw(elsewhere.databaseUrl);
  const wrong = await raw.rows(`
    SELECT id FROM "Post" p WHERE "responseCount" <>
      (SELECT count(*) FROM "Comment" c WHERE c."postId" = p.id) +
      (SELECT count(*) FROM "Pingback" b WHERE b."postId" = p.id)`);
  expect(wrong).toEqual([]);
  const [kept] = await raw.column('SELECT count(*) FROM "Comment"');
  expect(Number(kept)).toBeGreaterThanOrEqual(202 + 16);
});

test("a failed backup leaves no file and keeps the existing one", async () => {
  const folder = temporaryFolder();
  const file = path.join(folder, "backup.tar.gz");
  writeFileSync(file, "the last one");
  const refused = await backUp(await newPlace({ migrated: false }), file, NOON, { overwrite: true });
  expect(refused).toMatchObject({ ok: false, reason: "backup.no-site" });
  expect(readdirSync(folder)).toEqual(["backup.tar.gz"]);
});

test("refuses to back up a site that a newer version has migrated", async () => {
  const { place } = await newFilledPlace();
  await (await openRaw(place.databaseUrl)).run(`UPDATE _prisma_migrations SET migration_name = '2099_later'`);
  const file = path.join(temporaryFolder(), "backup.tar.gz");
  expect(await backUp(place, file, NOON)).toEqual({
    ok: false,
    reason: "backup.newer-site",
    what: "2099_later",
  });
});

test("scheduled backups keep the newest, other files, and all of them if a backup fails", async () => {
  const { place } = await newFilledPlace();
  const folder = path.join(temporaryFolder(), "backups");
  mkdirSync(folder);
  writeFileSync(path.join(folder, "by-hand.tar.gz"), "");
  for (const day of [1, 2, 3]) await backupTo(place, folder, 2, new Date(Date.UTC(2026, 3, day)));
  const kept = [
    "by-hand.tar.gz",
    "files",
    "longtable-2026-04-02T00-00-00-000Z.tar.gz",
    "longtable-2026-04-03T00-00-00-000Z.tar.gz",
  ];
  expect(readdirSync(folder).sort()).toEqual(kept);
  const broken = { ...place, databaseUrl: (await newPlace({ migrated: false })).databaseUrl };
  await expect(backupTo(broken, folder, 1, new Date(Date.UTC(2026, 3, 4)))).rejects.toThrow();
  expect(readdirSync(folder).sort()).toEqual(kept);
  await backupTo(place, folder, 1, new Date(Date.UTC(2026, 3, 5)));
  expect(readdirSync(folder).sort()).toEqual([
    "by-hand.tar.gz",
    "files",
    "longtable-2026-04-05T00-00-00-000Z.tar.gz",
  ]);
});

test("a backup does not change the site", async () => {
  const { place } = await newFilledPlace();
  const before = await contentsOf(place);
  await backUp(place, path.join(temporaryFolder(), "backup.tar.gz"), NOON);
  expect(await contentsOf(place)).toEqual(before);
});
