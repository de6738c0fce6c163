// Files of which there is no row, and rows whose files are missing: found, repaired or explained, and deleted at night.

import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { pruneMediaJob } from "~/media/prune-media.server";
import { createDiskStore } from "~/media/store/disk-store.server";
import { partKey } from "~/media/store/file-parts";
import { createS3Store } from "~/media/store/s3-store.server";
import type { MediaStore } from "~/media/store/store";
import { tellFailures } from "~/media/store/store-failure";
import { checkSite } from "~/portability/check-site.server";
import { newDatabaseUrl, temporaryFolder } from "../../factories/database";
import { createMember } from "../../factories/people";
import { open } from "../../portability/sites";
import { startS3 } from "./s3-server";

const DAY_MS = 86_400_000;
/** A day and more after the test's files were written. */
const later = () => new Date(Date.now() + 2 * DAY_MS);

async function openStored(mediaStore: MediaStore) {
  const site = { ...open(await newDatabaseUrl()), mediaStore };
  const amy = await createMember(site.db, "amy", { role: "author" });
  const hashOf = (name: string) => createHash("sha256").update(name).digest("hex");
  const put = (name: string, part: string, bytes = part) =>
    mediaStore.put(partKey(hashOf(name), part), Buffer.from(bytes));
  /** An upload of a master and one width, ten bytes each. */
  const keep = async (name: string) => {
    for (const part of ["master.jpg", "480.webp"]) await put(name, part, "0123456789");
    const variants = JSON.stringify([{ format: "webp", width: 480, height: 320, bytes: 10 }]);
    const row = { kind: "picture", type: "image/jpeg", width: 600, height: 400, variants };
    const now = new Date();
    const file = await site.db.mediaFile.create({
      data: { ...row, hash: hashOf(name), ownBytes: 10, bytes: 20, createdAt: now },
    });
    return site.db.media.create({
      data: { hash: name, name: `${name}.jpg`, fileId: file.id, ownerId: amy.id, createdAt: now },
    });
  };
  const keys = async () => {
    const all: string[] = [];
    for await (const { key } of mediaStore.list()) all.push(key);
    return all.sort();
  };
  const check = async (now: Date, repair = false) => {
    const { repaired, left } = await checkSite(site, { repair, now });
    const lines = (found: typeof left) => found.map(({ row, problem }) => `${row} ${problem}`);
    return { repaired: lines(repaired), left: lines(left), advice: left.map(({ advice }) => advice ?? "") };
  };
  return { site, put, keep, keys, check, hashOf };
}

describe.each<[string, () => Promise<MediaStore>]>([
  ["a folder", async () => createDiskStore(temporaryFolder())],
  ["S3", async () => createS3Store((await startS3()).settings)],
])("in %s", (_where, create) => {
  test("files of no row are an upload under way for a day; then they are found, and repaired", async () => {
    const { put, keep, keys, check, hashOf } = await openStored(await create());
    await keep("kept");
    const kept = await keys();
    await put("stray", "master.jpg");
    await put("stray", "480.webp");
    await put("kept", "960.webp");
    expect(await check(new Date())).toEqual({ repaired: [], left: [], advice: [] });
    const lines = [
      `file ${hashOf("stray").slice(0, 12)} in the store belongs to no upload (2 of its parts are there)`,
      `${partKey(hashOf("kept"), "960.webp")} in the store isn’t among the parts of its upload`,
    ];
    expect((await check(later())).left).toEqual(lines);
    expect(await check(later(), true)).toEqual({ repaired: lines, left: [], advice: [] });
    expect(await keys()).toEqual(kept);
  });

  test("a missing part and one of another length are told with what to do, and nothing is deleted", async () => {
    const store = await create();
    const { keep, keys, check, hashOf } = await openStored(store);
    const media = await keep("kept");
    const [master, width] = ["master.jpg", "480.webp"].map((part) => partKey(hashOf("kept"), part));
    await store.delete(master ?? "");
    await store.delete(width ?? "");
    await store.put(width ?? "", Buffer.from("short"));
    const { left, advice } = await check(later(), true);
    expect(left).toEqual([
      `upload ${media.id} (kept.jpg) lacks in the store, or has in another length: ${master}, ${width}`,
    ]);
    expect(advice).toEqual([expect.stringContaining("from a backup")]);
    expect(await keys()).toEqual([width]);
  });
});

test("at night files of no row are deleted, and those of an upload under way stay", async () => {
  const { site, put, keep, keys } = await openStored(createDiskStore(temporaryFolder()));
  await keep("kept");
  const kept = await keys();
  await put("stray", "master.jpg");
  const all = await keys();
  await pruneMediaJob.run(site, {}, new Date());
  expect(await keys()).toEqual(all);
  await pruneMediaJob.run(site, {}, later());
  expect(await keys()).toEqual(kept);
  expect(await site.db.mediaFile.count()).toBe(1);
});

test("what the site didn't put into its store is named, and stays", async () => {
  const store = createDiskStore(temporaryFolder());
  const { check, keys } = await openStored(store);
  await store.put("2026/chairs.png", Buffer.from("x"));
  const { left, advice } = await check(later(), true);
  expect(left).toEqual(["2026/chairs.png in the store wasn’t put there by the site"]);
  expect(advice).toEqual(["delete it, or move it elsewhere"]);
  expect(await keys()).toEqual(["2026/chairs.png"]);
});

test("a store that fails is one line of the check, which goes on", async () => {
  const { settings, fail } = await startS3();
  const { keep, check } = await openStored(tellFailures(createS3Store(settings), () => {}));
  await keep("kept");
  fail(403);
  const { left } = await check(later(), true);
  expect(left).toEqual([expect.stringMatching(/^media store can’t be read: it refuses the key/)]);
});
