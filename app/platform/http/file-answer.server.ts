// Answers a request for a file that never changes: whole, by a range, or not at all if the browser has it.

import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import parseRange from "range-parser";

export interface ServedFile {
  bytes: number;
  /** Strong: names these bytes for ever. */
  etag: string;
  headers: OutgoingHttpHeaders;
  /** Null if it has disappeared. */
  open(range?: { first: number; last: number }): Promise<Readable | null>;
}

/** Enough to know whether a file is there. */
const FIRST_BYTE = { first: 0, last: 0 };
/** The last bytes, as many as are asked for. */
const SUFFIX = /^bytes=-(\d+)$/;

/** One range is answered with 206; several, which no reader of pictures and documents asks for, with the whole file (RFC 9110, 14.2). Returns false
 *  if the file has disappeared; nothing is sent then. */
export async function answerFile(
  req: IncomingMessage,
  res: ServerResponse,
  { bytes, etag, headers, open }: ServedFile,
): Promise<boolean> {
  const own = { ...headers, etag, "accept-ranges": "bytes" };
  if (matches(req.headers["if-none-match"], etag)) {
    res.writeHead(304, own).end();
    return true;
  }
  const asked = rangeOf(req, bytes, etag);
  if (asked === "outside") {
    // Not for ever, as the file is: the same address answers other ranges.
    res
      .writeHead(416, {
        ...own,
        "cache-control": "no-store",
        "content-range": `bytes */${bytes}`,
        "content-length": 0,
      })
      .end();
    return true;
  }
  const isHead = req.method === "HEAD";
  const file = await open(isHead ? FIRST_BYTE : (asked ?? undefined));
  if (!file) return false;
  const length = asked ? asked.last - asked.first + 1 : bytes;
  res.writeHead(asked ? 206 : 200, {
    ...own,
    "content-length": length,
    ...(asked && { "content-range": `bytes ${asked.first}-${asked.last}/${bytes}` }),
  });
  if (isHead) {
    file.destroy();
    res.end();
  }
  // Whoever reads may leave, and the store may fail: the connection then ends before the whole has come.
  else await pipeline(file, res).catch(() => res.destroy());
  return true;
}

const matches = (given: string | undefined, etag: string): boolean =>
  given === "*" || (given?.split(",").some((one) => one.trim().replace(/^W\//, "") === etag) ?? false);

function rangeOf(req: IncomingMessage, bytes: number, etag: string) {
  const { range, "if-range": ifRange } = req.headers;
  if (req.method !== "GET" || !range || (ifRange !== undefined && ifRange !== etag)) return null;
  // More last bytes than there are mean all (RFC 9110, 14.1.2), which the parser refuses.
  if (Number(SUFFIX.exec(range)?.[1]) >= bytes) return { first: 0, last: bytes - 1 };
  const ranges = parseRange(bytes, range);
  if (ranges === -1) return "outside";
  if (ranges === -2 || ranges.type !== "bytes" || ranges.length !== 1 || !ranges[0]) return null;
  return { first: ranges[0].start, last: ranges[0].end };
}
