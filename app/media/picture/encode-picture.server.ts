// Encodes uploaded pictures anew. Only bytes that are made here are served: what a file carries beside its pixels (a place, a
// name, a script behind the last byte) is gone, and a picture that lies on its side is turned upright.

import { fileTypeFromBuffer } from "file-type";
import sharp, { type Sharp } from "sharp";
import { contentHash } from "../content-hash.server";
import { isOwnForm } from "./own-form";
import {
  ANIMATION_PX,
  type EncodedPicture,
  MAX_PIXELS,
  masterSize,
  PICTURE_TYPES,
  type PictureRefusal,
  type Variant,
  WIDTHS,
} from "./picture";

// One thread for each picture, and nothing kept between them: uploads must not slow down readers.
sharp.concurrency(1);
sharp.cache(false);
// Of libvips' loaders only those of the formats above, and only from memory: an SVG could name other files.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: [
    "VipsForeignLoadJpegBuffer",
    "VipsForeignLoadPngBuffer",
    "VipsForeignLoadWebpBuffer",
    "VipsForeignLoadNsgifBuffer",
    "VipsForeignLoadHeifBuffer",
  ],
});

/** Longer than the largest picture takes on a busy machine. */
const MAX_SECONDS = 20;
/** A master is read again to make other widths, so it is kept better than what is served. */
const MASTER_QUALITY = 90;
const JPEG_QUALITY = 78;
const WEBP_QUALITY = 78;
/** An SVG has its first element here, behind a comment or two. */
const HEAD_BYTES = 4_096;
/** What shows through a transparent picture where only JPEG is read, as in an e-mail. */
const PAPER = "#ffffff";

const refuse = (reason: PictureRefusal["reason"]): PictureRefusal => ({ ok: false, reason });

/** Encodes a picture in each width that it has. Its format is told by its content. With `keepsOwn`, one in the form in which the site keeps them
 *  is the master as it is. Runs in the threads of libvips. */
export async function encodePicture(
  upload: Buffer,
  { keepsOwn = false } = {},
): Promise<EncodedPicture | PictureRefusal> {
  const refusal = await checkFormat(upload);
  if (refusal) return refusal;
  try {
    const facts = await sharp(upload, { limitInputPixels: false }).metadata();
    const { width, height, pages = 1 } = facts;
    if (width * height * pages > MAX_PIXELS) return refuse("picture.too-many-pixels");
    const own = keepsOwn && isOwnForm(upload, facts) ? (facts.format as Variant["format"]) : null;
    return pages > 1
      ? await encodeAnimation(upload, own !== null)
      : await encodeStill(upload, masterSize(facts.autoOrient), own);
  } catch (error) {
    return refuse(/timeout/i.test(String(error)) ? "picture.too-slow" : "picture.damaged");
  }
}

async function checkFormat(upload: Buffer): Promise<PictureRefusal | null> {
  const type = (await fileTypeFromBuffer(upload))?.mime;
  if (type === "image/heic" || type === "image/heif") return refuse("picture.heic");
  const isMarkup = type === undefined || type === "application/xml";
  if (isMarkup && /<svg[\s>]/i.test(upload.toString("latin1", 0, HEAD_BYTES))) return refuse("picture.svg");
  return PICTURE_TYPES.some((known) => known === type) ? null : refuse("picture.unknown-format");
}

const open = (bytes: Buffer, animated = false): Sharp =>
  sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: "error", animated }).timeout({ seconds: MAX_SECONDS });

async function encodeStill(
  upload: Buffer,
  size: ReturnType<typeof masterSize>,
  own: Variant["format"] | null,
): Promise<EncodedPicture> {
  const { data, info } = await open(upload)
    .autoOrient()
    .resize({ ...size, fit: "fill" })
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const pixels = () => sharp(data, { raw: { width, height, channels } }).timeout({ seconds: MAX_SECONDS });
  const isTransparent = channels === 4 && !(await pixels().stats()).isOpaque;
  const encode = () =>
    isTransparent
      ? toVariant(pixels().webp({ quality: MASTER_QUALITY }), "webp")
      : toVariant(pixels().flatten().jpeg({ quality: MASTER_QUALITY }), "jpeg");
  const master = own ? { format: own, width, height, bytes: upload } : await encode();
  const variants: Variant[] = [];
  for (const served of widthsOf(width)) {
    const sized = await pixels().resize({ width: served }).raw().toBuffer({ resolveWithObject: true });
    const { width: across, height: down, channels: bands } = sized.info;
    const again = () => sharp(sized.data, { raw: { width: across, height: down, channels: bands } });
    variants.push(
      await toVariant(again().webp({ quality: WEBP_QUALITY }), "webp"),
      await toVariant(
        again().flatten({ background: PAPER }).jpeg({ quality: JPEG_QUALITY, mozjpeg: true }),
        "jpeg",
      ),
    );
  }
  return { ok: true, hash: contentHash(master.bytes), width, height, animated: false, master, variants };
}

/** The widths in which a picture is served: none wider than itself, and its own if it is narrower than the widest. */
const widthsOf = (width: number): number[] => [
  ...WIDTHS.filter((served) => served < width),
  ...(width <= Math.max(...WIDTHS) ? [width] : []),
];

async function encodeAnimation(upload: Buffer, isKept: boolean): Promise<EncodedPicture> {
  const size = { width: ANIMATION_PX, withoutEnlargement: true };
  const moving = await toVariant(open(upload, true).resize(size).webp({ quality: WEBP_QUALITY }), "webp");
  const first = open(upload).resize(size).flatten({ background: PAPER });
  const still = await toVariant(first.jpeg({ quality: JPEG_QUALITY, mozjpeg: true }), "jpeg");
  const { width, height } = still;
  // What is served is encoded here in any case.
  const master = isKept ? { ...moving, bytes: upload } : moving;
  return {
    ok: true,
    hash: contentHash(master.bytes),
    width,
    height,
    animated: true,
    master,
    variants: [{ ...moving, height }, still],
  };
}

async function toVariant(made: Sharp, format: Variant["format"]): Promise<Variant> {
  const { data, info } = await made.toBuffer({ resolveWithObject: true });
  return { format, width: info.width, height: info.pageHeight ?? info.height, bytes: data };
}
