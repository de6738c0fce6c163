import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import fresh from "fresh";
import { chooseEncoding } from "./encoding.server";
import type { CachedPage } from "./page-cache.server";

/** Browsers and proxies may store a page that is the same for everyone, but must revalidate it. */
const SHARED = "public, no-cache";
/** Any other page may contain what a person typed, and must not be stored. */
const PRIVATE = "private, no-store";

/** Sends a page in the client's encoding, or 304 if the client has this version already. */
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

/** Headers of a page, built once per encoding. */
function headersOf({ page, since }: CachedPage, etag: string, security: Record<string, string>) {
  const headers: OutgoingHttpHeaders = {
    // A page's own header replaces the default.
    ...security,
    "cache-control": page.keys.size > 0 ? SHARED : PRIVATE,
    ...page.headers,
    // A signed-in visitor gets another page at the same address.
    vary: page.headers.vary ?? "Accept-Encoding, Cookie",
  };
  // Remix gives no Allow header when a route has no action.
  if (page.status === 405) headers.allow = "GET, HEAD";
  if (page.status === 200) headers.etag = etag;
  if (page.status === 200 && since !== undefined) headers["last-modified"] = httpDate(since * 1000);
  return headers;
}

/** Adds Last-Modified at the time of sending. A page that changed twice in a second has a date in the future,
 *  which must not be sent (RFC 9110, section 8.8.2.1). */
function dated(headers: OutgoingHttpHeaders, { since }: CachedPage): OutgoingHttpHeaders {
  const now = Date.now();
  if (since === undefined || since * 1000 <= now) return headers;
  return { ...headers, ...(headers["last-modified"] !== undefined && { "last-modified": httpDate(now) }) };
}

const httpDate = (ms: number) => new Date(ms).toUTCString();
