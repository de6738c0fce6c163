import sharp, { type Sharp } from "sharp";
import { expect, test } from "vitest";
import { encodePicture } from "~/media/picture/encode-picture.server";
import type { EncodedPicture } from "~/media/picture/picture";
import { buildHugePng } from "../../factories/uploads";

/** A picture whose left half is red and whose right half is blue. */
async function picture(
  width: number,
  height: number,
  half = { red: "#cc2200", blue: "#0033cc" },
): Promise<Sharp> {
  const right = await sharp({
    create: { width: Math.ceil(width / 2), height, channels: 3, background: half.blue },
  })
    .png()
    .toBuffer();
  return sharp({ create: { width, height, channels: 3, background: half.red } }).composite([
    { input: right, left: Math.floor(width / 2), top: 0 },
  ]);
}

async function encoded(upload: Buffer): Promise<EncodedPicture> {
  const result = await encodePicture(upload);
  if (!result.ok) throw new Error(result.reason);
  return result;
}

const sizes = ({ variants }: EncodedPicture) =>
  variants.map(({ format, width, height }) => `${format} ${width} × ${height}`);

/** The colour at a place, by its shares of width and height. */
async function colourAt(bytes: Buffer, across: number, down: number): Promise<"red" | "blue"> {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (Math.floor(down * info.height) * info.width + Math.floor(across * info.width)) * info.channels;
  return (data[at] ?? 0) > (data[at + 2] ?? 0) ? "red" : "blue";
}

test("serves a large photograph in each width, in both formats, and keeps a master", async () => {
  const result = await encoded(await (await picture(4_000, 3_000)).jpeg().toBuffer());
  expect([result.width, result.height, result.animated]).toEqual([2_560, 1_920, false]);
  expect([result.master.format, result.master.width]).toEqual(["jpeg", 2_560]);
  expect(sizes(result)).toEqual([
    ...[
      "webp 480 × 360",
      "jpeg 480 × 360",
      "webp 960 × 720",
      "jpeg 960 × 720",
      "webp 1600 × 1200",
      "jpeg 1600 × 1200",
    ],
  ]);
  for (const { format, bytes, width } of result.variants) {
    const read = await sharp(bytes).metadata();
    expect([read.format, read.width]).toEqual([format, width]);
  }
});

test.each([
  [300, 200, ["webp 300 × 200", "jpeg 300 × 200"]],
  [700, 10, ["webp 480 × 7", "jpeg 480 × 7", "webp 700 × 10", "jpeg 700 × 10"]],
  [1, 1, ["webp 1 × 1", "jpeg 1 × 1"]],
])("doesn’t enlarge a picture of %i by %i pixels", async (width, height, expected) => {
  expect(sizes(await encoded(await (await picture(width, height)).png().toBuffer()))).toEqual(expected);
});

test.each([
  ["a web page", [300, 9_000], [300, 9_000]],
  ["what somebody scrolled through on a telephone", [1_170, 8_000], [979, 6_694]],
  ["a picture higher than WebP can be", [100, 20_000], [81, 16_383]],
  ["a picture that fits a screen", [1_200, 3_000], [1_024, 2_560]],
  ["a wide picture", [9_000, 300], [2_560, 85]],
])("keeps %s so large that it can be read", async (_what, [width = 0, height = 0], expected) => {
  const result = await encoded(await (await picture(width, height)).png().toBuffer());
  expect([result.width, result.height]).toEqual(expected);
  expect(result.variants.at(-1)?.width).toBe(Math.min(1_600, result.width));
  // What was kept once is kept as it is when it comes back.
  const again = await encodePicture(result.master.bytes, { keepsOwn: true });
  expect(again.ok && again.master.bytes.equals(result.master.bytes)).toBe(true);
});

test("a tall picture that lies on its side keeps its size upright", async () => {
  const made = (await picture(8_000, 1_170)).jpeg().withMetadata({ orientation: 6 });
  const { width, height } = await encoded(await made.toBuffer());
  expect([width, height]).toEqual([979, 6_694]);
});

test("turns a picture upright, and takes out its place, its camera and its text", async () => {
  const made = (await picture(600, 400)).jpeg().withExif({
    IFD0: { Orientation: "6", Model: "Secret Camera", ImageDescription: "Secret words" },
    IFD3: { GPSLatitude: "51/1 30/1 0/1", GPSLatitudeRef: "N" },
  });
  const upload = await made.withMetadata({ orientation: 6 }).toBuffer();
  const result = await encoded(upload);
  expect([result.width, result.height]).toEqual([400, 600]);
  // What was left is above after a quarter turn.
  const last = result.variants.at(-1)?.bytes ?? Buffer.alloc(0);
  expect([await colourAt(last, 0.5, 0.1), await colourAt(last, 0.5, 0.9)]).toEqual(["red", "blue"]);
  for (const { bytes } of [result.master, ...result.variants]) {
    const { exif, xmp, icc, orientation } = await sharp(bytes).metadata();
    expect({ exif, xmp, icc, orientation }).toEqual({});
    expect(bytes.includes("Secret")).toBe(false);
  }
});

test.each(["png", "webp", "gif", "avif"] as const)("reads %s by its content", async (format) => {
  const result = await encoded(await (await picture(500, 20)).toFormat(format).toBuffer());
  expect(sizes(result).length).toBe(4);
});

test("keeps what is transparent, and shows paper through it as JPEG", async () => {
  const clear = { r: 0, g: 0, b: 0, alpha: 0 };
  const upload = await sharp({ create: { width: 40, height: 40, channels: 4, background: clear } })
    .png()
    .toBuffer();
  const { master, variants } = await encoded(upload);
  const [webp, jpeg] = variants;
  expect(master.format).toBe("webp");
  expect((await sharp(webp?.bytes).stats()).isOpaque).toBe(false);
  expect((await sharp(jpeg?.bytes).stats()).dominant).toEqual({ r: 248, g: 248, b: 248 });
});

async function animation(width: number, height: number, pages: number): Promise<Buffer> {
  const frames = await Promise.all(
    Array.from({ length: pages }, (_, index) =>
      sharp({ create: { width, height, channels: 3, background: { r: index * 40, g: 80, b: 200 } } })
        .png()
        .toBuffer(),
    ),
  );
  return sharp(frames, { join: { animated: true } })
    .gif({ delay: frames.map(() => 100) })
    .toBuffer();
}

test("serves an animation in one width, with its first frame as JPEG", async () => {
  const result = await encoded(await animation(1_200, 30, 3));
  expect([result.animated, ...sizes(result)]).toEqual([true, "webp 960 × 24", "jpeg 960 × 24"]);
  expect((await sharp(result.variants[0]?.bytes, { animated: true }).metadata()).pages).toBe(3);
});

test.each<[string, () => Promise<Buffer>, string]>([
  ["a text", async () => Buffer.from("Not a picture"), "picture.unknown-format"],
  ["nothing", async () => Buffer.alloc(0), "picture.unknown-format"],
  ["a PDF", async () => Buffer.from("%PDF-1.7\n%âãÏÓ\n"), "picture.unknown-format"],
  ["a TIFF", async () => (await picture(20, 20)).tiff().toBuffer(), "picture.unknown-format"],
  [
    "an SVG",
    async () => Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
    "picture.svg",
  ],
  ["HEIC", async () => Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1"), "picture.heic"],
  [
    "a truncated JPEG",
    async () => (await (await picture(900, 900)).jpeg().toBuffer()).subarray(0, 5_000),
    "picture.damaged",
  ],
  ["2,500 million pixels", () => buildHugePng(50_000, 50_000), "picture.too-many-pixels"],
  ["a page in a GIF", async () => Buffer.from("GIF89a<html><script>alert(1)</script>"), "picture.damaged"],
])("refuses %s", async (_what, upload, reason) => {
  expect(await encodePicture(await upload())).toEqual({ ok: false, reason });
});

test("refuses an animation whose frames have too many pixels together", async () => {
  const still = await (await picture(4_700, 4_700)).gif().toBuffer();
  // Behind the header and its table of colours, the one frame; the last byte ends the file.
  const frameAt = 13 + 3 * 2 ** (((still[10] ?? 0) & 7) + 1);
  const frame = still.subarray(frameAt, -1);
  const upload = Buffer.concat([still.subarray(0, frameAt), frame, frame, frame, Buffer.from(";")]);
  expect((await sharp(upload, { limitInputPixels: false }).metadata()).pages).toBe(3);
  expect(await encodePicture(upload)).toEqual({ ok: false, reason: "picture.too-many-pixels" });
});

test("leaves out what stands behind a picture", async () => {
  const upload = Buffer.concat([
    await (await picture(30, 30)).png().toBuffer(),
    Buffer.from("<script>alert(1)</script>"),
  ]);
  const { master, variants } = await encoded(upload);
  for (const { bytes } of [master, ...variants]) expect(bytes.includes("<script>")).toBe(false);
});
