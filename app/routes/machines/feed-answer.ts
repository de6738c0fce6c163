import { type Feed, FORMAT_NAMES, FORMATS, type Format } from "~/feeds/feed";

/** The format in an address, by its ending. */
export function formatOf(request: Request): Format {
  const { pathname } = new URL(request.url);
  return FORMAT_NAMES.find((format) => pathname.endsWith(`/feed${FORMATS[format].ending}`)) ?? "rss";
}

export async function answerFeed(feed: Feed, format: Format): Promise<Response> {
  // Imported on demand, since most visitors request no feed.
  const { writeFeed } = await import("~/feeds/feed-writer");
  return new Response(writeFeed(feed, format), {
    headers: { "Content-Type": `${FORMATS[format].type}; charset=utf-8` },
  });
}
