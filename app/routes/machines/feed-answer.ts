import { type Feed, FORMAT_NAMES, FORMATS, type Format } from "~/feeds/feed";

/** Which format an address asks for, by its ending. */
export function formatOf(request: Request): Format {
  const { pathname } = new URL(request.url);
  return FORMAT_NAMES.find((format) => pathname.endsWith(`/feed${FORMATS[format].ending}`)) ?? "rss";
}

export async function answerFeed(feed: Feed, format: Format): Promise<Response> {
  // Read when the first is asked for: most visitors want none.
  const { writeFeed } = await import("~/feeds/feed-writer");
  return new Response(writeFeed(feed, format), {
    headers: { "Content-Type": `${FORMATS[format].type}; charset=utf-8` },
  });
}
