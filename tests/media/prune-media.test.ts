// What nothing names goes after thirty days, with its files, and nothing else does.

import { readdir } from "node:fs/promises";
import { expect, test } from "vitest";
import { pruneMediaJob } from "~/media/prune-media.server";
import { deleteFiles } from "~/media/store/delete-files.server";
import { createDiskStore } from "~/media/store/disk-store.server";
import { checkRoom, readMediaRoom } from "~/media/upload/media-quota.server";
import type { Database } from "~/platform/database/database.server";
import { openDeps, temporaryFolder } from "../factories/database";
import { createMember } from "../factories/people";
import { createPost, NOW } from "../factories/posts";

const days = (count: number) => new Date(NOW.getTime() + count * 86_400_000);

async function openStored() {
  const deps = await openDeps();
  const folder = temporaryFolder();
  const mediaStore = createDiskStore(folder);
  const owner = await createMember(deps.db, "amy", { role: "author" });
  const prune = (at: Date) => pruneMediaJob.run({ db: deps.db, mediaStore }, {}, at);
  const files = async () =>
    (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".jpg")).sort();
  return { deps, mediaStore, owner, prune, files };
}

/** An upload with a file of its own in the store, or with that of another. */
async function keep(
  {
    deps: { db },
    mediaStore,
    owner,
  }: Pick<Awaited<ReturnType<typeof openStored>>, "deps" | "mediaStore" | "owner">,
  name: string,
  fileId?: number,
) {
  const hash = name.repeat(8);
  if (fileId === undefined) await mediaStore.put(`${hash.slice(0, 2)}/${hash}/480.jpg`, Buffer.from(name));
  const file = fileId === undefined ? await createFile(db, hash, 10) : { id: fileId };
  const upload = { hash: name, name: `${name}.jpg`, fileId: file.id, createdAt: NOW };
  return db.media.create({ data: { ...upload, ownerId: fileId === undefined ? owner.id : null } });
}

const createFile = (db: Database, hash: string, bytes: number) =>
  db.mediaFile.create({
    data: { hash, kind: "picture", type: "image/jpeg", ownBytes: 10, bytes, createdAt: NOW },
  });

test("an upload that nothing names goes after thirty days, and one that is named again stays", async () => {
  const site = await openStored();
  const { db } = site.deps;
  const postId = await createPost(site.deps, { slug: "a-post" });
  const named = await keep(site, "aaaa");
  const loose = await keep(site, "bbbb");
  const taken = await keep(site, "cccc");
  await keep(site, "dddd", taken.fileId ?? 0);
  await db.mediaUse.create({ data: { mediaId: named.id, postId } });
  await site.prune(days(0));
  await db.mediaUse.create({ data: { mediaId: taken.id, postId } });
  await site.prune(days(29));
  expect(await db.media.count()).toBe(4);
  await site.prune(days(31));
  const left = await db.media.findMany({ orderBy: { id: "asc" } });
  expect(left.map(({ hash, unusedAt }) => [hash, unusedAt])).toEqual([
    ["aaaa", null],
    ["cccc", null],
  ]);
  // The other upload of the same file is gone, and its file isn't.
  expect(await site.files()).toEqual(
    [named, taken].map(({ hash }) => `${hash.slice(0, 2)}/${hash.repeat(8)}/480.jpg`),
  );
  expect(await db.mediaFile.count()).toBe(2);
  // Once it is named nowhere, its thirty days begin anew.
  await db.mediaUse.deleteMany({ where: { mediaId: named.id } });
  await site.prune(days(100));
  expect(await db.media.count()).toBe(2);
  await site.prune(days(131));
  expect(await db.media.count()).toBe(1);
  expect(loose.id).toBeGreaterThan(0);
});

test("a removed upload stays as a row, for its address, and a deletion that was interrupted goes on", async () => {
  const site = await openStored();
  const { db } = site.deps;
  const gone = await keep(site, "eeee");
  await db.media.update({ where: { id: gone.id }, data: { removedAt: NOW, fileId: null } });
  // As left by a process that ended between the mark and the files.
  await db.mediaFile.updateMany({ data: { unusedAt: NOW } });
  await site.prune(days(40));
  expect([await db.media.count(), await db.mediaFile.count(), await site.files()]).toEqual([1, 0, []]);
});

test("files that an upload needs aren't deleted", async () => {
  const site = await openStored();
  const { fileId } = await keep(site, "ffff");
  await deleteFiles({ db: site.deps.db, store: site.mediaStore }, fileId ?? 0, NOW);
  const file = await site.deps.db.mediaFile.findFirstOrThrow();
  expect([file.unusedAt, await site.files()]).toEqual([null, [`ff/${"f".repeat(32)}/480.jpg`]]);
});

test("room is counted beyond two gigabytes, a person's and the site's, and a shared file for both", async () => {
  const { deps, owner } = await openStored();
  const other = await createMember(deps.db, "ben", { role: "editor" });
  const two = 2_000_000_000;
  for (const [hash, owners] of [
    ["a", [owner]],
    ["b", [owner, other]],
  ] as const) {
    const { id: fileId } = await createFile(deps.db, hash, two);
    for (const { id: ownerId } of owners)
      await deps.db.media.create({
        data: { hash: hash + ownerId, name: "a.jpg", fileId, ownerId, createdAt: NOW },
      });
  }
  const limit = 5_000_000_000;
  const room = await readMediaRoom(deps.db, owner, limit);
  expect(room).toEqual({ used: 2 * two, limit: 1024 ** 3, siteUsed: 2 * two, siteLimit: limit });
  expect(await readMediaRoom(deps.db, other, limit)).toMatchObject({ used: two, limit: null });
  expect(checkRoom(room, 1)).toEqual({ ok: false, reason: "media.person-full" });
  const editors = { ...room, limit: null };
  expect(checkRoom(editors, limit - 2 * two)).toBeNull();
  expect(checkRoom(editors, limit - 2 * two + 1)).toEqual({ ok: false, reason: "media.site-full" });
});
