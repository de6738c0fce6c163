import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { build } from "esbuild";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPictureEncoder, type PictureEncoder } from "~/media/picture/picture-encoder.server";

let folder: string;
let processFile: string;
const crashes: unknown[] = [];
const open = (options: { maxMs?: number; idleMs?: number; processFile?: string } = {}): PictureEncoder =>
  createPictureEncoder({ processFile, onCrash: (how) => crashes.push(how), ...options });

beforeAll(async () => {
  // Inside the project, since the process loads sharp from its packages.
  folder = await mkdtemp(path.join("node_modules", ".picture-encoder-"));
  processFile = path.resolve(folder, "picture-process.cjs");
  await build({
    ...{ entryPoints: ["app/media/picture/picture-process.ts"], outfile: processFile },
    ...{ bundle: true, platform: "node", format: "cjs", external: ["sharp"] },
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, content: Buffer | string): Promise<string> {
  const at = path.resolve(folder, name);
  await writeFile(at, content);
  return at;
}

const photograph = async (width: number) =>
  file(
    `${width}.jpg`,
    await sharp({ create: { width, height: 300, channels: 3, background: "#356" } })
      .jpeg()
      .toBuffer(),
  );

/** Ids of the processes that this one has started. */
const children = () =>
  readFileSync(`/proc/self/task/${process.pid}/children`, "utf8")
    .trim()
    .split(/\s+/)
    .filter(Boolean)
    .map(Number);

test("encodes in a process that has a low priority and none of the server's settings", async () => {
  const before = children();
  const encoder = open();
  const encoded = await encoder.encode(await photograph(1_000));
  const started = children().filter((pid) => !before.includes(pid));
  expect(started).toHaveLength(1);
  const [pid = 0] = started;
  expect(os.getPriority(pid)).toBe(os.constants.priority.PRIORITY_BELOW_NORMAL);
  expect(readFileSync(`/proc/${pid}/environ`, "utf8")).not.toMatch(/PATH=|HOME=|DATABASE_URL=/);
  expect(encoded).toMatchObject({ ok: true, width: 1_000, height: 300 });
  encoder.close();
});

test("gives what is no picture the encoder's refusal", async () => {
  const encoder = open();
  expect(await encoder.encode(await file("page.jpg", "<html>"))).toEqual({
    ok: false,
    reason: "picture.unknown-format",
  });
  encoder.close();
});

test("encodes pictures that come at once in one process, one after the other", async () => {
  const before = children();
  const encoder = open();
  const files = await Promise.all([600, 700, 800].map(photograph));
  const encoded = await Promise.all(files.map((at) => encoder.encode(at)));
  expect(encoded.map((picture) => picture.ok && picture.width)).toEqual([600, 700, 800]);
  expect(children().filter((pid) => !before.includes(pid))).toHaveLength(1);
  encoder.close();
});

test("refuses a picture that ends its process, tells of the crash, and encodes the next one", async () => {
  const encoder = open({
    processFile: await file(
      "crash.cjs",
      `process.on("message", ({ file }) => file.endsWith("bad.jpg") && process.abort());require(${JSON.stringify(processFile)});`,
    ),
  });
  expect(await encoder.encode(await file("bad.jpg", ""))).toEqual({ ok: false, reason: "picture.damaged" });
  expect(crashes).toEqual([{ code: null, signal: "SIGABRT" }]);
  expect(await encoder.encode(await photograph(500))).toMatchObject({ ok: true, width: 500 });
  encoder.close();
});

test("refuses a picture that takes all its time, and ends its process", async () => {
  const before = children();
  const encoder = open({
    maxMs: 300,
    processFile: await file("never.cjs", 'process.on("message", () => { for (;;); })'),
  });
  expect(await encoder.encode(await photograph(500))).toEqual({ ok: false, reason: "picture.too-slow" });
  await expect.poll(() => children().filter((pid) => !before.includes(pid))).toEqual([]);
});

test("ends its process when no picture has come for a while, and starts another for the next", async () => {
  const before = children();
  const encoder = open({ idleMs: 50 });
  expect(await encoder.encode(await photograph(500))).toMatchObject({ ok: true });
  await expect.poll(() => children().filter((pid) => !before.includes(pid))).toEqual([]);
  expect(await encoder.encode(await photograph(640))).toMatchObject({ ok: true, width: 640 });
  encoder.close();
});
