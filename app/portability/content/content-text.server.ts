import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";

export type ContentText = { ok: true; text: string } | { ok: false; line: number; message: string };

const LINE_FEED = 0x0a;

/** Reads a content file as text. Refuses a file that isn't UTF-8, whose letters would be published as
 *  replacement characters, and one with a NUL, which the databases can't store. */
export function readContentText(file: string): ContentText {
  const bytes = readFileSync(file);
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16) return { ok: false, line: 1, message: "is saved as UTF-16. Save the file as UTF-8." };
  if (!isUtf8(bytes)) {
    const message =
      "has a character that isn't UTF-8. Save the file as UTF-8: it may be in Latin-1 (ISO 8859-1) or Windows-1252 now.";
    return { ok: false, line: lineOfFault(bytes), message };
  }
  const text = bytes.toString("utf8");
  const nul = text.indexOf("\0");
  if (nul < 0) return { ok: true, text };
  const line = text.slice(0, nul).split("\n").length;
  return { ok: false, line, message: "has a NUL character in it. Save the file as UTF-8." };
}

/** In UTF-8 the byte of a line feed is never part of another character. */
function lineOfFault(bytes: Buffer): number {
  for (let line = 1, start = 0; ; line++) {
    const end = bytes.indexOf(LINE_FEED, start);
    if (end < 0 || !isUtf8(bytes.subarray(start, end))) return line;
    start = end + 1;
  }
}
