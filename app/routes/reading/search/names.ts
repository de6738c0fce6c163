import type { LoaderFunctionArgs } from "@remix-run/node";
import { searchClient } from "~/search/search-rate-limits.server";
import { MAX_TYPED_NAME } from "~/search/search-request";

const HEADERS = { "Cache-Control": "private, no-store" };

/** Posts, people, tags and series whose names have words that begin with what is typed, for quick-open. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { search, searchLimits, clientAddress, viewer } = context;
  const typed = (context.query("q").get("q") ?? "").trim();
  if (typed === "" || typed.length > MAX_TYPED_NAME) return Response.json([], { headers: HEADERS });
  const wait = await searchLimits.secondsToWaitForNames(clientAddress, viewer);
  if (wait > 0)
    return Response.json([], { status: 429, headers: { ...HEADERS, "Retry-After": String(wait) } });
  const names = await search.listQuickly(typed, searchClient(clientAddress, viewer));
  return Response.json(names, { headers: HEADERS });
}
