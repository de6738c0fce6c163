import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import fresh from "fresh";
import { chooseEncoding } from "./encoding.server";
import type { CachedPage } from "./page-cache.server";

/** Anyone may keep a page that looks the same to everybody, and must ask whether it still is. */
const SHARED = "public, no-cache";
/** Anything else may hold what somebody typed. */
const PRIVATE = "private, no-store";

/** Sends a finished page in the encoding that the visitor prefers, or 304 where they have it already. */
export async function sendPage(
  req: IncomingMessage,
  res: ServerResponse,
  kept: CachedPage,
  security: Record<string, string>,
): Promise<void> {
  const { status, headers, body: raw, keys } = kept.page;
  const encoding = chooseEncoding(req.headers["accept-encoding"], raw.length);
  const { body, etag } = await kept.variant(encoding);
  // In lower case, as a Response names its own, so that what a page says replaces what we would.
  const all: OutgoingHttpHeaders = {
    ...lowerCased(security),
    "cache-control": keys.size > 0 ? SHARED : PRIVATE,
    ...headers,
    // Who is signed in sees more at the same address.
    vary: headers.vary ?? "Accept-Encoding, Cookie",
  };
  // A page without a form. Remix doesn't say what it would have answered.
  if (status === 405) all.allow = "GET, HEAD";
  if (status === 200) {
    all.etag = etag;
    const modified = dateOf(kept);
    if (modified) all["last-modified"] = modified.sent;
    if (fresh(req.headers, { etag, ...(modified && { "last-modified": modified.exact }) })) {
      res.writeHead(304, all);
      res.end();
      return;
    }
  }
  if (encoding !== "identity") all["content-encoding"] = encoding;
  all["content-length"] = body.length;
  res.writeHead(status, all);
  res.end(req.method === "HEAD" ? undefined : body);
}

const lowerCased = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/** Since when a page is as it is. What changed twice in a second is dated ahead, and that isn't sent (RFC 9110, 8.8.2.1). */
function dateOf({ since }: CachedPage) {
  if (since === undefined) return undefined;
  const inWords = (ms: number) => new Date(ms).toUTCString();
  return { exact: inWords(since * 1000), sent: inWords(Math.min(since * 1000, Date.now())) };
}
