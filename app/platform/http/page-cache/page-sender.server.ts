import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import fresh from "fresh";
import { chooseEncoding } from "../encoding.server";
import type { CachedPage, PreparedHeaders, Variant } from "./page-cache.server";

/** Sends a page in the client's encoding, or 304 if the client has this version already. */
export async function sendPage(
  req: IncomingMessage,
  res: ServerResponse,
  kept: CachedPage,
  security: Record<string, string>,
): Promise<void> {
  const { body, keys } = kept.page;
  const preferred = keys.size === 0 && body.isMostlyKept ? "gzip" : "br";
  const encoding = chooseEncoding(req.headers["accept-encoding"], body.length, preferred);
  sendVariant(req, res, kept, await kept.variant(encoding), security);
}

/** The same for a variant that is at hand. */
export function sendVariant(
  req: IncomingMessage,
  res: ServerResponse,
  kept: CachedPage,
  variant: Variant,
  security: Record<string, string>,
): void {
  const { status } = kept.page;
  const prepared = variant.headers ?? prepareHeaders(kept, variant, security);
  const unchanged = status === 200 && findUnchanged(req, kept, variant, prepared, security);
  if (unchanged) {
    res.writeHead(304, unchanged);
    res.end();
    return;
  }
  const { whole, shown } = prepared;
  res.writeHead(status, shown && req.headers["sec-fetch-dest"] === "document" ? shown : whole);
  res.end(req.method === "HEAD" ? undefined : variant.body);
}

/** The headers of a 304, if the client has the page: this variant, or its twin. */
function findUnchanged(
  req: IncomingMessage,
  kept: CachedPage,
  { etag, twin }: Variant,
  { lastModified, unchanged }: PreparedHeaders,
  security: Record<string, string>,
): string[] | undefined {
  if (etag === undefined) return undefined;
  if (fresh(req.headers, { etag, "last-modified": lastModified })) return unchanged;
  if (!twin?.etag || req.headers["if-none-match"] === undefined) return undefined;
  if (!fresh(req.headers, { etag: twin.etag })) return undefined;
  return (twin.headers ?? prepareHeaders(kept, twin, security)).unchanged;
}

/** Builds the headers of a variant's answers, once. But Last-Modified of a page that changed twice in a second
 *  is in the future, which must not be sent (RFC 9110, section 8.8.2.1): until then, its headers have the
 *  time of sending and are built for each answer. */
function prepareHeaders(
  kept: CachedPage,
  variant: Variant,
  security: Record<string, string>,
): PreparedHeaders {
  const { encoding, body } = variant;
  const now = Date.now();
  const since = kept.since === undefined || kept.page.status !== 200 ? undefined : kept.since * 1000;
  const headers = headersOf(kept, variant.etag, security);
  if (since !== undefined) headers["last-modified"] = httpDate(Math.min(since, now));
  const complete = {
    ...headers,
    ...(encoding !== "identity" && { "content-encoding": encoding }),
    "content-length": String(body.length),
  };
  const prepared = {
    whole: listOf(complete),
    ...(isFeed(headers) && { shown: listOf({ ...complete, "content-type": SHOWN_XML }) }),
    unchanged: listOf(headers),
    lastModified: since === undefined ? (headers["last-modified"] as string | undefined) : httpDate(since),
  };
  if (since === undefined || since <= now) variant.headers = prepared;
  return prepared;
}

/** Browsers show the source of RSS and Atom as text, or save it as a file, unless it comes as any XML. */
const SHOWN_XML = "application/xml; charset=utf-8";
const isFeed = (headers: OutgoingHttpHeaders) =>
  /^application\/(rss|atom)\+xml/.test(String(headers["content-type"]));

/** A header with several values is repeated. */
const listOf = (headers: OutgoingHttpHeaders): string[] =>
  Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [value].flat().flatMap((one) => [name, String(one)]),
  );

function headersOf(
  { page, storing }: CachedPage,
  etag: string | undefined,
  security: Record<string, string>,
) {
  const headers: OutgoingHttpHeaders = {
    // A page's own header replaces the default.
    ...security,
    ...page.headers,
    "cache-control": storing,
    // A signed-in visitor gets another page at the same address.
    vary: page.headers.vary ?? "Accept-Encoding, Cookie",
  };
  // Remix gives no Allow header when a route has no action.
  if (page.status === 405) headers.allow ??= "GET, HEAD";
  if (page.status === 200 && etag !== undefined) headers.etag = etag;
  return headers;
}

const httpDate = (ms: number) => new Date(ms).toUTCString();
