import type { LoaderFunctionArgs } from "@remix-run/node";
import { OPEN_SEARCH_TYPE, writeOpenSearch } from "~/search/open-search";
import { readSite } from "~/site/site.server";
import type { PageHandle } from "../page-handle";

export const handle: PageHandle = { cached: { types: [OPEN_SEARCH_TYPE], query: [] } };

/** How browsers search the site. */
export async function loader({ context: { db, siteUrl } }: LoaderFunctionArgs) {
  return new Response(writeOpenSearch(siteUrl, await readSite(db)), {
    headers: { "Content-Type": `${OPEN_SEARCH_TYPE}; charset=utf-8` },
  });
}
