import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { LRUCache } from "lru-cache";
import Negotiator from "negotiator";

export type Encoding = "br" | "gzip" | "identity";

/** Quality 5 takes 8 ms for the longest page and saves 82% of its bytes; quality 11 would take 200 ms. */
const BROTLI_QUALITY = 5;
/** Of what may be sent only once, such as a member's page, or the first page after a comment: half the time, for 7% more bytes. */
const QUICK_QUALITY = 4;
/** Of a feed of fifty posts, quality 1 takes a fifth of the time, for 13% more bytes: it is compressed anew for each new post. */
const FEED_QUALITY = 1;
const LARGE_FEED_BYTES = 128 * 1024;
/** Below this size the extra headers cost more than compression saves. */
const MIN_BYTES = 512;

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

/** The encoding for a body of this many bytes, by the client's Accept-Encoding (RFC 9110, section 12.5.3). If it accepts both, whatever its
 *  preference: Brotli, the smaller one, unless gzip is less work for this body. */
export function chooseEncoding(
  acceptEncoding: string | undefined,
  bytes: number,
  preferred: "br" | "gzip" = "br",
): Encoding {
  if (!acceptEncoding || bytes < MIN_BYTES) return "identity";
  const known = understood.get(acceptEncoding);
  const accepted = known ?? readAcceptEncoding(acceptEncoding);
  if (!known) understood.set(acceptEncoding, accepted);
  return accepted.includes(preferred) ? preferred : (accepted[0] ?? "identity");
}

/** Browsers send one of few headers, so what they accept is remembered. */
const understood = new LRUCache<string, Encoding[]>({ max: 100 });

function readAcceptEncoding(acceptEncoding: string): Encoding[] {
  const negotiator = new Negotiator({ headers: { "accept-encoding": acceptEncoding } });
  const accepted = negotiator.encodings(["br", "gzip"]);
  return (["br", "gzip"] as const).filter((encoding) => accepted.includes(encoding));
}

interface Effort {
  type?: string;
  isQuick?: boolean;
}

/** Whether there are a quick way and a thorough one. */
export const hasQuickWay = (bytes: number, encoding: Encoding, type: string): boolean =>
  encoding === "br" && !isLargeFeed(bytes, type);

const isLargeFeed = (bytes: number, type: string) =>
  bytes > LARGE_FEED_BYTES && !type.startsWith("text/html");

/** Runs in zlib's thread pool, off the main thread. */
export async function compress(
  body: Buffer,
  encoding: Encoding,
  { type = "text/html", isQuick = false }: Effort = {},
): Promise<Buffer> {
  if (encoding === "br") {
    const usual = isQuick ? QUICK_QUALITY : BROTLI_QUALITY;
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: isLargeFeed(body.length, type) ? FEED_QUALITY : usual,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    };
    return compressBrotli(body, { params });
  }
  if (encoding === "gzip") return compressGzip(body, { level: 6 });
  return body;
}
