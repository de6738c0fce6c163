import type { AppLoadContext } from "@remix-run/node";
import { type Page, type PageRequest, readPageRequest } from "~/platform/database/paging";
import { notFound } from "../not-found";
import { head, type Matches } from "../titles";

/** One page of a list that is paged by key, and its own address. */
export interface ListPage<T> extends Page<T> {
  address: string;
  isFirst: boolean;
  /** What it is a list of: "posts". */
  of: string;
}

/** The page that is asked for of the list at `path`. A request that is none, or leads past the end, is answered with 404. */
export async function getListPage<T>(
  { query }: AppLoadContext,
  { path, title, of = "posts" }: { path: string; title: string; of?: string },
  fetch: (request: PageRequest) => Promise<Page<T> | null>,
): Promise<ListPage<T>> {
  const parameters = query("before", "after");
  // Each post would make as many pages with both as there are posts, and no link has both.
  const request = parameters.size > 1 ? null : readPageRequest(parameters);
  const page = request && (await fetch(request));
  const isFirst = parameters.size === 0;
  if (!page || (!isFirst && page.items.length === 0)) {
    throw notFound(`page of ${of}`, [{ href: path, title }]);
  }
  return { ...page, of, isFirst, address: isFirst ? path : `${path}?${parameters}` };
}

/** The head of such a page. */
export function listHead(
  args: Matches,
  title: string,
  { address, isFirst, of }: Pick<ListPage<unknown>, "address" | "isFirst" | "of">,
  description?: string,
) {
  if (isFirst) return head(args, title, address, description);
  return head(args, title ? `${title}, older ${of}` : `Older ${of}`, address);
}
