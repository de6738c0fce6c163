import type { AppLoadContext } from "@remix-run/node";
import { FEED_TYPES, FORMAT_NAMES, FORMATS, type Format, MAX_ENTRIES } from "~/feeds/feed";
import stylesheet from "~/feeds/feed.css?url";
import type { FeedRequest, FeedSource, FinishedFeed } from "~/feeds/feed-source";
import { type Page, type PageRequest, readPageRequest } from "~/platform/database/paging";
import type { NewestResponses } from "~/responses/recent/newest-responses.server";
import { notFound } from "../not-found";
import type { PageHandle } from "../page-handle";

export const FEED_HANDLE: PageHandle = { cached: { types: FEED_TYPES, query: ["before"] } };

/** The format in an address, by its ending. */
export function formatOf(request: Request): Format {
  const { pathname } = new URL(request.url);
  return FORMAT_NAMES.find((format) => pathname.endsWith(`/feed${FORMATS[format].ending}`)) ?? "rss";
}

/** The feed of posts whose ids `listIds` returns, at most `size` of them. Throws 404 for an invalid page or one past the end. */
export async function answerPosts(
  context: AppLoadContext,
  format: Format,
  source: FeedSource,
  listIds: (request: PageRequest, size: { size: number }) => Promise<Page<{ id: number }> | null>,
): Promise<Response> {
  const query = context.query("before");
  const request = readPageRequest(query);
  // Another process may have changed an entry that this one has at hand.
  await context.db.catchUp();
  const page = request && (await listIds(request, { size: MAX_ENTRIES }));
  if (!page || (query.size > 0 && page.items.length === 0)) throw notFound("page of this feed");
  // Imported on demand, since most visitors request no feed.
  const { feedOfPosts } = await import("~/feeds/post-feed.server");
  return answerFeed(context, format, (request) => feedOfPosts(context, source, page, request));
}

/** The same of responses, which a cursor divides into pages. */
export async function answerResponses(
  context: AppLoadContext,
  format: Format,
  source: FeedSource,
  list: (cursor: string | null, size: number) => Promise<NewestResponses | null>,
): Promise<Response> {
  const cursor = context.query("before").get("before");
  const page = await list(cursor, MAX_ENTRIES);
  if (!page || (cursor !== null && page.items.length === 0)) throw notFound("page of this feed");
  const { feedOfResponses } = await import("~/feeds/response-feed.server");
  return answerFeed(context, format, (request) => feedOfResponses(context, source, page, request));
}

async function answerFeed(
  context: AppLoadContext,
  format: Format,
  make: (request: FeedRequest) => Promise<FinishedFeed>,
): Promise<Response> {
  const query = context.query("before");
  const here = query.size > 0 ? `?${query}` : "";
  const { body, keys, self } = await make({ format, here, stylesheet });
  context.addCacheTags(...keys);
  const headers = new Headers({
    "Content-Type": `${FORMATS[format].type}; charset=utf-8`,
    // Browsers that show a feed get another type (page-sender.server.ts).
    Vary: "Accept-Encoding, Cookie, Sec-Fetch-Dest",
  });
  // WebSub, section 4: subscribers look for the hub here first.
  if (context.hub) headers.set("Link", `<${context.hub}>; rel="hub", <${self}>; rel="self"`);
  return new Response(body, { headers });
}
