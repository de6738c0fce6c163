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
  const { status, body: raw } = kept.page;
  const encoding = chooseEncoding(req.headers["accept-encoding"], raw.length);
  const variant = await kept.variant(encoding);
  variant.headers ??= headersOf(kept, variant.etag, security);
  const { headers } = variant;
  if (
    status === 200 &&
    fresh(req.headers, { etag: variant.etag, "last-modified": headers["last-modified"] })
  ) {
    res.writeHead(304, dated(headers, kept));
    res.end();
    return;
  }
  res.writeHead(status, {
    ...dated(headers, kept),
    ...(encoding !== "identity" && { "content-encoding": encoding }),
    "content-length": variant.body.length,
  });
  res.end(req.method === "HEAD" ? undefined : variant.body);
}

/** What stands on each answer with a page, made once. */
function headersOf({ page, since }: CachedPage, etag: string, security: Record<string, string>) {
  const headers: OutgoingHttpHeaders = {
    // What a page says for itself replaces what we would.
    ...security,
    "cache-control": page.keys.size > 0 ? SHARED : PRIVATE,
    ...page.headers,
    // Who is signed in sees more at the same address.
    vary: page.headers.vary ?? "Accept-Encoding, Cookie",
  };
  // A page without a form. Remix doesn't say what it would have answered.
  if (page.status === 405) headers.allow = "GET, HEAD";
  if (page.status === 200) headers.etag = etag;
  if (page.status === 200 && since !== undefined) headers["last-modified"] = inWords(since * 1000);
  return headers;
}

/** Since when a page is as it is. What changed twice in a second is dated ahead, and that isn't sent (RFC 9110, 8.8.2.1). */
function dated(headers: OutgoingHttpHeaders, { since }: CachedPage): OutgoingHttpHeaders {
  const now = Date.now();
  if (since === undefined || since * 1000 <= now) return headers;
  return { ...headers, ...(headers["last-modified"] !== undefined && { "last-modified": inWords(now) }) };
}

const inWords = (ms: number) => new Date(ms).toUTCString();
