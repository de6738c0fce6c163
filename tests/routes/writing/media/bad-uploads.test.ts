// Uploads that lie, are too large, come twice or come to a site without room: each is refused in words, and nothing is left of it.

import { randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { MediaStoreError } from "~/media/store/store-failure";
import { createMember, type TestMember } from "../../../factories/people";
import { openTestSite, type TestSite } from "../../../factories/site";
import { buildPicture, sendFile, type UploadAnswer, upload } from "../../../factories/uploads";
import { beginUpload, formAround } from "./raw-uploads";

let site: TestSite;
let amy: TestMember;
let ben: TestMember;
beforeAll(async () => {
  site = await openTestSite({ close: "later", env: { MEDIA_LIMIT: "2" } });
  amy = await createMember(site.services.db, "amy", { role: "author" });
  ben = await createMember(site.services.db, "ben", { role: "author" });
});
afterAll(() => site.close());

const GIGABYTE = 1024 ** 3;
const names = async (folder: string) =>
  (await readdir(path.join(site.dataFolder, folder), { recursive: true }).catch(() => []))
    .filter((name) => name.includes(".") || name.startsWith("upload-"))
    .sort();
/** All that an upload could leave. */
const kept = async () => ({
  uploads: await site.services.db.media.count(),
  files: await site.services.db.mediaFile.count(),
  stored: await names("uploads"),
  receiving: await names("receiving"),
});

let before: Awaited<ReturnType<typeof kept>>;
beforeEach(async () => {
  before = await kept();
});
const leftNothing = () => expect.poll(kept).toEqual(before);

let shade = 0;
/** Another picture each time. */
const another = () => buildPicture(64, 48, `#${(0x100000 + ++shade * 0x1111).toString(16)}`);

const words = (answer: { errors?: Record<string, string> }) => Object.values(answer.errors ?? {}).join(" ");

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A PNG of 50,000 × 50,000 pixels in 100 kB. */
function hugePng(): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(50_000, 0);
  head.writeUInt32BE(50_000, 4);
  head[8] = 1;
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  const pixels = deflateSync(Buffer.alloc(100_000_000), { level: 1 });
  return Buffer.concat([
    signature,
    chunk("IHDR", head),
    chunk("IDAT", pixels),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** Two frames of 36 million pixels, of which each draws the first. */
function hugeGif(): Buffer {
  const side = [6_000 % 256, Math.floor(6_000 / 256)];
  // Two colours, both black.
  const head = [...Buffer.from("GIF89a"), ...side, ...side, 0x80, 0, 0, ...Buffer.alloc(6)];
  const frame = [0x2c, 0, 0, 0, 0, ...side, ...side, 0, 2, 2, 0x44, 1, 0];
  return Buffer.from([...head, ...frame, ...frame, 0x3b]);
}

test.each<[string, () => Buffer | Promise<Buffer>, string]>([
  [
    "a page with the name of a picture",
    () => Buffer.from("<!doctype html><script>alert(1)</script>"),
    "JPEG, PNG",
  ],
  ["a JPEG without its last half", async () => (await another()).subarray(0, -200), "damaged"],
  ["50,000 × 50,000 pixels in 100 kB", hugePng, "million pixels"],
  ["an animation of 72 million pixels in 50 bytes", hugeGif, "all its frames together"],
  ["random bytes", () => randomBytes(5_000), "JPEG, PNG"],
])("refuses %s", async (_what, make, expected) => {
  const answer = await sendFile(site, amy, { file: await make(), name: "reading-room.jpg" });
  expect(answer.status).toBe(422);
  expect(words(await answer.json())).toContain(expected);
  await leftNothing();
});

test("a PNG with the name of a JPEG is a JPEG from then on", async () => {
  const png = await sharp(await another())
    .png()
    .toBuffer();
  const { address } = await upload(site, amy, { file: png, name: "cups.jpg" });
  const served = await site.get(address, { headers: { Cookie: amy.cookie } });
  expect([
    served.headers.get("content-type"),
    Buffer.from(await served.arrayBuffer()).subarray(0, 2),
  ]).toEqual(["image/jpeg", Buffer.from([0xff, 0xd8])]);
});

const SCRIPT = "<script>alert(1)</script>";
/** In a JPEG's comment, and behind its end. */
async function scriptedJpeg(): Promise<Buffer> {
  const jpeg = await another();
  const comment = Buffer.from(`\xff\xfe\0${String.fromCharCode(SCRIPT.length + 2)}${SCRIPT}`, "latin1");
  return Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2), Buffer.from(SCRIPT)]);
}
/** In a GIF's comment. */
async function scriptedGif(): Promise<Buffer> {
  const gif = await sharp(await another())
    .gif()
    .toBuffer();
  const comment = Buffer.concat([
    Buffer.from([0x21, 0xfe, SCRIPT.length]),
    Buffer.from(SCRIPT),
    Buffer.from([0]),
  ]);
  return Buffer.concat([gif.subarray(0, -1), comment, Buffer.from([0x3b])]);
}

test.each([
  ["a JPEG", scriptedJpeg],
  ["a GIF", scriptedGif],
])("nothing that is kept of %s has the script beside its pixels", async (_what, make) => {
  const file = await make();
  expect(file.includes(SCRIPT)).toBe(true);
  await upload(site, amy, { file });
  const added = (await names("uploads")).filter((name) => !before.stored.includes(name));
  expect(added.length).toBeGreaterThan(1);
  for (const name of added) {
    const bytes = await readFile(path.join(site.dataFolder, "uploads", name));
    expect(bytes.includes("alert"), name).toBe(false);
  }
});

test("refuses 2 GB by their declared length, before they come", async () => {
  const { sending, answer } = beginUpload(site, amy, 2_000_000_000);
  sending.flushHeaders();
  expect(await answer).toEqual({ status: 413, text: expect.stringContaining("choose a smaller file") });
  sending.destroy();
  await leftNothing();
});

test("refuses a body without a declared length, which could be endless", async () => {
  const { sending, answer } = beginUpload(site, amy);
  sending.write(formAround(amy).before);
  expect(await answer).toMatchObject({ status: 411, text: expect.stringContaining("Content-Length") });
  sending.destroy();
  await leftNothing();
});

test("the same file twice at the same time is one upload, and of two people one file", async () => {
  const file = await another();
  const answers = await Promise.all([amy, amy, ben].map((member) => sendFile(site, member, { file })));
  const [first, second, third] = await Promise.all(
    answers.map(async (answer) => (await answer.json()) as UploadAnswer),
  );
  expect(second?.id).toBe(first?.id);
  expect(third?.id).not.toBe(first?.id);
  const { uploads, files } = await kept();
  expect([uploads - before.uploads, files - before.files]).toEqual([2, 1]);
});

test("a file whose row was never written is kept when it comes again", async () => {
  const file = await another();
  const first = await upload(site, amy, { file });
  // What a process leaves that ends between the store and the database.
  await site.services.db.media.delete({ where: { id: first.id } });
  await site.services.db.mediaFile.deleteMany({ where: { uploads: { none: {} } } });
  const again = await upload(site, amy, { file });
  const served = await site.get(again.address, { headers: { Cookie: amy.cookie } });
  expect([again.address, served.status, served.headers.get("content-type")]).toEqual([
    first.address,
    200,
    "image/jpeg",
  ]);
});

test("a store that is full in the middle of a picture keeps no upload, and takes it when there is room", async () => {
  const { mediaStore } = site.services;
  const { put } = mediaStore;
  let parts = 0;
  mediaStore.put = async (key, bytes) => {
    if (++parts === 3) throw new MediaStoreError("its disk is full: free some space");
    return put(key, bytes);
  };
  const file = await another();
  const refused = await sendFile(site, amy, { file }).finally(() => {
    mediaStore.put = put;
  });
  expect([refused.status, words(await refused.json())]).toEqual([
    503,
    expect.stringContaining("can’t store files"),
  ]);
  const { uploads, files } = await kept();
  expect([uploads, files]).toEqual([before.uploads, before.files]);
  const { address } = await upload(site, amy, { file });
  const served = await site.get(address, { headers: { Cookie: amy.cookie } });
  expect((await sharp(Buffer.from(await served.arrayBuffer())).metadata()).width).toBe(64);
});

test("takes two files of a person at once, and asks them to wait with the third", async () => {
  const file = await another();
  const { before: start, after: end } = formAround(amy);
  const bytes = start.length + file.length + end.length;
  const open = [beginUpload(site, amy, bytes), beginUpload(site, amy, bytes)];
  for (const { sending } of open) sending.write(Buffer.concat([Buffer.from(start), file.subarray(0, 100)]));
  await expect.poll(async () => (await names("receiving")).length).toBe(2);
  const third = await sendFile(site, amy, { file });
  expect([third.status, await third.text()]).toEqual([
    429,
    expect.stringContaining("Wait until your other files"),
  ]);
  expect((await sendFile(site, ben, { file: await another() })).status).toBe(200);
  open[1]?.sending.destroy();
  open[0]?.sending.end(Buffer.concat([file.subarray(100), Buffer.from(end)]));
  expect((await open[0]?.answer)?.status).toBe(200);
  expect((await sendFile(site, amy, { file: await another() })).status).toBe(200);
  await expect.poll(() => names("receiving")).toEqual([]);
});

test.each([
  ["300 letters", `${"reading-room-".repeat(23)}.jpg`, /^(reading-room-)+[a-z]*\.jpg$/],
  ["only pictures", "📚☕.jpg", /^picture\.jpg$/],
  ["another script", "غرفة القراءة.jpg", /^picture\.jpg$/],
  ["a letter that turns the direction", "cups\u202egpj.html", /^cups-?gpj\.jpg$/],
  ["a zero", "cups\0.jpg", /^[a-z-]*cups-?\.jpg$/],
  ["markup", '"><svg onload=alert(1)>.jpg', /^22svg-onloadalert1\.jpg$/],
])("makes an address of a name with %s", async (_what, name, expected) => {
  const { address } = await upload(site, amy, { file: await another(), name });
  const last = address.split("/").at(-1) ?? "";
  expect(last).toMatch(expected);
  expect(last.length).toBeLessThanOrEqual(84);
  expect((await site.get(address, { headers: { Cookie: amy.cookie } })).status).toBe(200);
});

test("an alternative text may have any characters, and not any length", async () => {
  const odd = "A\0 \u202ecup ](x) <b> \ud83d\ude00";
  const { id, markdown } = await upload(site, amy, { file: await another(), fields: { alt: odd } });
  const row = await site.services.db.media.findUniqueOrThrow({ where: { id } });
  expect(row.alt).not.toMatch(/\0/);
  expect(markdown).toContain("cup \\](x) \\<b>");
  const long = await sendFile(site, amy, { file: await another(), fields: { alt: "x".repeat(501) } });
  expect([long.status, words(await long.json())]).toEqual([422, expect.stringContaining("500 characters")]);
});

test.each([
  ["their room is full", () => amy.id, 1, "Your files take all the room"],
  ["the site’s room is full", () => ben.id, 2, "no room for more files"],
])("refuses a person when %s, before the file comes", async (_what, ownerId, gigabytes, expected) => {
  const { db } = site.services;
  const { id: fileId } = await db.mediaFile.create({
    data: {
      ...{ hash: `full-${gigabytes}`, kind: "picture", type: "image/jpeg", createdAt: new Date() },
      ...{ ownBytes: 1, bytes: Math.min(gigabytes * GIGABYTE, 2 ** 31 - 1) },
    },
  });
  const large = await db.media.create({
    data: { hash: `full-${gigabytes}`, name: "a.jpg", fileId, ownerId: ownerId(), createdAt: new Date() },
  });
  try {
    const declared = await sendFile(site, amy, { file: await another() });
    expect([declared.status, await declared.text()]).toEqual([413, expect.stringContaining(expected)]);
  } finally {
    await db.media.delete({ where: { id: large.id } });
    await db.mediaFile.delete({ where: { id: fileId } });
  }
  await leftNothing();
});

test("refuses a person who may no longer upload when the file has come", async () => {
  const cyd = await createMember(site.services.db, "cyd", { role: "author" });
  const file = await another();
  const { before: start, after: end } = formAround(cyd);
  const { sending, answer } = beginUpload(site, cyd, start.length + file.length + end.length);
  sending.write(Buffer.concat([Buffer.from(start), file.subarray(0, 100)]));
  await expect.poll(async () => (await names("receiving")).length).toBe(1);
  await site.services.db.account.updateMany({ where: { personId: cyd.id }, data: { role: "reader" } });
  sending.end(Buffer.concat([file.subarray(100), Buffer.from(end)]));
  const { status, text } = await answer;
  expect([status, text]).toEqual([
    422,
    expect.stringContaining("Sign in with an account that may upload files"),
  ]);
  expect((await sendFile(site, cyd, { file })).status).toBe(403);
});
