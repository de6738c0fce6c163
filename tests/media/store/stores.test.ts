import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, onTestFinished, test } from "vitest";
import { createDiskStore } from "~/media/store/disk-store.server";
import { createS3Store } from "~/media/store/s3-store.server";
import type { MediaStore, StoredFile } from "~/media/store/store";
import { startS3 } from "./s3-server";

async function onDisk() {
  const folder = await mkdtemp(path.join(tmpdir(), "longtable-media-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return { folder, store: createDiskStore(path.join(folder, "uploads")) };
}

async function filesOf(store: MediaStore, prefix?: string): Promise<StoredFile[]> {
  const files: StoredFile[] = [];
  for await (const file of store.list(prefix)) files.push(file);
  return files;
}

const STORES: [string, () => Promise<MediaStore>][] = [
  ["a folder", async () => (await onDisk()).store],
  ["S3", async () => createS3Store((await startS3()).settings)],
];

describe.each(STORES)("in %s", (_where, create) => {
  test("a file is read whole and in part, and is gone after its deletion", async () => {
    const store = await create();
    await store.put("ab/abc/960.webp", Buffer.from("0123456789"));
    const whole = await store.get("ab/abc/960.webp");
    const part = await store.get("ab/abc/960.webp", { first: 2, last: 4 });
    expect([whole && (await text(whole)), part && (await text(part))]).toEqual(["0123456789", "234"]);
    await store.delete("ab/abc/960.webp");
    await store.delete("ab/abc/960.webp");
    expect(await store.get("ab/abc/960.webp")).toBeNull();
  });

  test("lists all files, over as many pages as there are", async () => {
    const store = await create();
    expect(await filesOf(store)).toEqual([]);
    for (const name of ["aa/1.webp", "aa/2.webp", "aa/3.jpeg", "bb/4.webp", "bb/5.webp"])
      await store.put(name, Buffer.from(name));
    const keys = async (prefix?: string) =>
      (await filesOf(store, prefix)).map(({ key, bytes }) => `${key} ${bytes}`).sort();
    expect(await keys()).toEqual(["aa/1.webp 9", "aa/2.webp 9", "aa/3.jpeg 9", "bb/4.webp 9", "bb/5.webp 9"]);
    expect(await keys("bb/")).toEqual(["bb/4.webp 9", "bb/5.webp 9"]);
  });

  test.each(["../longtable.db", "/etc/passwd", "a//b", "a/../b", "a\0b", ""])(
    "refuses the key %j",
    async (key) => {
      const store = await create();
      await expect(store.put(key, Buffer.from("x"))).rejects.toThrow("is no key");
      await expect(store.get(key)).rejects.toThrow("is no key");
    },
  );
});

test("a file that is written in a folder appears whole, and what a killed process left is not listed", async () => {
  const { folder, store } = await onDisk();
  await store.put("ab/1.webp", Buffer.from("whole"));
  await writeFile(path.join(folder, "uploads/ab/2.webp.partial-9b2f1f0e-58a5-4c0e-9c7f-3a1d2b4c5d6e"), "hal");
  expect(await filesOf(store)).toMatchObject([{ key: "ab/1.webp", bytes: 5 }]);
  await expect(store.put("ab/1.webp/under", Buffer.from("x"))).rejects.toThrow();
  expect((await readdir(path.join(folder, "uploads/ab"))).length).toBe(2);
  await store.sweep(new Date(Date.now() - 86_400_000));
  expect((await readdir(path.join(folder, "uploads/ab"))).length).toBe(2);
  await store.sweep(new Date(Date.now() + 1_000));
  expect(await readdir(path.join(folder, "uploads/ab"))).toEqual(["1.webp"]);
});

test("a wrong key of the S3 store is refused, and its error has no secret", async () => {
  const { settings } = await startS3();
  const store = createS3Store({ ...settings, secretAccessKey: "another secret" });
  const error = await store.put("ab/1.webp", Buffer.from("x")).catch((thrown) => thrown);
  expect(String(error)).toBe("Error: The media store answered 403 to storing ab/1.webp.");
  await expect(filesOf(store)).rejects.toThrow("403");
});

test("a missing bucket is an error, and neither an empty list nor a missing file", async () => {
  const { settings } = await startS3();
  const store = createS3Store({ ...settings, bucket: "elsewhere" });
  await expect(store.put("ab/1.webp", Buffer.from("x"))).rejects.toThrow("404");
  await expect(filesOf(store)).rejects.toThrow("404");
  await expect(store.get("ab/1.webp")).rejects.toThrow("404");
});

test("a file that can't be read is an error and no missing file", async () => {
  const { store } = await onDisk();
  await store.put("ab/1", Buffer.from("a file in the place of a folder"));
  await expect(store.get("ab/1/960.webp")).rejects.toThrow("ENOTDIR");
});

test("in a folder, a key that is there keeps its bytes", async () => {
  const { store } = await onDisk();
  await store.put("ab/abc/960.webp", Buffer.from("first"));
  await store.put("ab/abc/960.webp", Buffer.from("other"));
  const kept = await store.get("ab/abc/960.webp");
  expect(kept && (await text(kept))).toBe("first");
});

test("a store that leads elsewhere fails, and the other host gets no signed request", async () => {
  const other = await startS3();
  const leading = createServer((req, res) =>
    res.writeHead(307, { Location: other.settings.endpoint + req.url }).end(),
  );
  await new Promise<void>((resolve) => leading.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void leading.close());
  const endpoint = `http://127.0.0.1:${(leading.address() as AddressInfo).port}`;
  const store = createS3Store({ ...other.settings, endpoint });
  await expect(store.put("ab/abc/960.webp", Buffer.from("x"))).rejects.toThrow();
  expect(other.asked).toEqual([]);
});
