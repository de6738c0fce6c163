// Whether a file has the form in which this site keeps pictures: nothing but the pixels. Such a file is kept as it is when it comes back in
// an import, since each further encoding would lose something.

import { ANIMATION_PX, masterSize } from "./picture";

/** What a decoder says of a picture. */
export interface PictureFacts {
  format?: string | undefined;
  width: number;
  height: number;
  pages?: number | undefined;
  space?: string | undefined;
}

/** Whether a picture is kept as it is. Its bytes must still be decoded to the last. */
export function isOwnForm(bytes: Buffer, { format, width, height, pages = 1, space }: PictureFacts): boolean {
  if (space !== "srgb" && space !== "b-w") return false;
  if (pages > 1) return format === "webp" && width <= ANIMATION_PX && isBareWebp(bytes);
  const kept = masterSize({ width, height });
  if (kept.width !== width || kept.height !== height) return false;
  return (format === "jpeg" && isBareJpeg(bytes)) || (format === "webp" && isBareWebp(bytes));
}

/** Segments of ITU-T T.81 that the picture itself needs, by their markers: tables, frames, and no place for applications or comments. */
const JPEG_SEGMENTS = new Set([0xc0, 0xc1, 0xc2, 0xc4, 0xdb, 0xdd]);
const [START, END, SCAN] = [0xd8, 0xd9, 0xda];

function isBareJpeg(bytes: Buffer): boolean {
  if (bytes.readUInt16BE(0) !== 0xff00 + START) return false;
  for (let at = 2; at + 2 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return false;
    const marker = bytes[at + 1] ?? 0;
    if (marker === END) return at + 2 === bytes.length;
    if (at + 4 > bytes.length || (marker !== SCAN && !JPEG_SEGMENTS.has(marker))) return false;
    at += 2 + bytes.readUInt16BE(at + 2);
    if (marker === SCAN) at = endOfScan(bytes, at);
  }
  return false;
}

/** Data of a scan goes up to a marker that is neither a filled byte (0) nor a restart (D0 to D7). */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const marker = bytes[at + 1] ?? 0;
    if (marker !== 0 && (marker < 0xd0 || marker > 0xd7)) return at;
  }
  return bytes.length;
}

/** Chunks of RFC 9649 that the picture itself needs: no profile, Exif or XMP. */
const WEBP_CHUNKS = new Set(["VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF"]);

function isBareWebp(bytes: Buffer): boolean {
  if (bytes.length < 12 || bytes.readUInt32LE(4) + 8 !== bytes.length) return false;
  let at = 12;
  while (at + 8 <= bytes.length) {
    if (!WEBP_CHUNKS.has(bytes.toString("latin1", at, at + 4))) return false;
    const length = bytes.readUInt32LE(at + 4);
    at += 8 + length + (length % 2);
  }
  return at === bytes.length;
}
