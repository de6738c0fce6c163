import { type Feed, FORMAT_NAMES, FORMATS, type Format } from "~/feeds/feed";
import { writeFeed } from "~/feeds/feed-writer";

/** Which format an address asks for, by its ending. */
export function formatOf(request: Request): Format {
  const { pathname } = new URL(request.url);
  return FORMAT_NAMES.find((format) => pathname.endsWith(`/feed${FORMATS[format].ending}`)) ?? "rss";
}

export const answerFeed = (feed: Feed, format: Format): Response =>
  new Response(writeFeed(feed, format), {
    headers: { "Content-Type": `${FORMATS[format].type}; charset=utf-8` },
  });
