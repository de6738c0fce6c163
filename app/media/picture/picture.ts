// Pictures: what may be uploaded, and the sizes in which one is served.

import { TALL_RATIO } from "~/markdown/decoration/tall-pictures";

/** Pixels of a picture, and of all frames of an animation together. A telephone takes 50 million at most. */
export const MAX_PIXELS = 64_000_000;
/** The longer side of the picture that is kept: sharp on a large screen, and too small to read a letter on somebody's desk. */
const MASTER_PX = 2_560;
/** The height of a WebP at most (RFC 9649, 2.6). */
const MAX_HEIGHT_PX = 16_383;
/** Widths in which a picture is served, for telephones, columns and large screens. */
export const WIDTHS = [480, 960, 1_600];
/** An animation is served in one width: each of its frames is as large as a picture. */
export const ANIMATION_PX = 960;

/** Formats that are read, by media type. */
export const PICTURE_TYPES = ["image/jpeg", "image/png", "image/webp", "image/gif", "image/avif"] as const;

interface Size {
  width: number;
  height: number;
}

/** The size in which a picture is kept. One that is taller than screens keeps as many pixels as a square would, or its letters couldn't be read. */
export function masterSize({ width, height }: Size): Size {
  const isTall = height > width * TALL_RATIO;
  const scale = isTall
    ? Math.min(1, MASTER_PX / Math.sqrt(width * height), MAX_HEIGHT_PX / height)
    : Math.min(1, MASTER_PX / Math.max(width, height));
  if (scale === 1) return { width, height };
  if (!isTall) return { width: scaled(width, scale), height: scaled(height, scale) };
  const down = Math.floor(height * scale);
  // It is tall afterwards too, whatever is rounded: the size of a master is its own.
  return {
    width: Math.max(1, Math.min(Math.floor(width * scale), Math.ceil(down / TALL_RATIO) - 1)),
    height: down,
  };
}

const scaled = (pixels: number, scale: number) => Math.max(1, Math.round(pixels * scale));

export type PictureRefusal = {
  ok: false;
  reason:
    | "picture.unknown-format"
    | "picture.heic"
    | "picture.svg"
    | "picture.too-many-pixels"
    | "picture.damaged"
    | "picture.too-slow";
};

/** A file of a picture: one width in one format. */
export interface Variant {
  format: "webp" | "jpeg";
  width: number;
  height: number;
  bytes: Buffer;
}

export interface EncodedPicture {
  ok: true;
  /** Of the master's bytes. */
  hash: string;
  /** As it stands in a text: upright, in pixels of the master. */
  width: number;
  height: number;
  animated: boolean;
  /** What further widths would be made from. */
  master: Variant;
  /** Narrowest first, each width in both formats. An animation has one WebP, and a JPEG of its first frame. */
  variants: Variant[];
}
