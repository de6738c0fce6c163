// Pictures: what may be uploaded, and the sizes in which one is served.

/** Pixels of a picture, and of all frames of an animation together. A telephone takes 50 million at most. */
export const MAX_PIXELS = 64_000_000;
/** The longer side of the picture that is kept: sharp on a large screen, and too small to read a letter on somebody's desk. */
export const MASTER_PX = 2_560;
/** Widths in which a picture is served, for telephones, columns and large screens. */
export const WIDTHS = [480, 960, 1_600];
/** An animation is served in one width: each of its frames is as large as a picture. */
export const ANIMATION_PX = 960;

/** Formats that are read, by media type. */
export const PICTURE_TYPES = ["image/jpeg", "image/png", "image/webp", "image/gif", "image/avif"] as const;

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
