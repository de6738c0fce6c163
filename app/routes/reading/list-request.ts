import type { AppLoadContext } from "@remix-run/node";
import { type PageRequest, readPageRequest } from "~/platform/database/paging";

/** The page that is asked for of a list that is paged by key. Null for a request that isn't one: the page says 404. */
export function readListRequest({ query }: AppLoadContext): PageRequest | null {
  const parameters = query("before", "after");
  // Each post would make as many pages with both as there are posts, and no link has both.
  return parameters.size > 1 ? null : readPageRequest(parameters);
}
