import type { AppLoadContext } from "@remix-run/node";
import { type Page, type PageRequest, readPageRequest } from "~/platform/database/paging";
import { notFound } from "../not-found";
import { head, type Matches } from "../titles";

/** A page of a list, with its address. */
export interface ListPage<T> extends Page<T> {
  address: string;
  isFirst: boolean;
  /** The kind of items, such as "posts". */
  of: string;
}

/** Loads the requested page of the list at `path`. Throws 404 for an invalid request or one past the end. */
export async function getListPage<T>(
  { query }: AppLoadContext,
  { path, title, of = "posts" }: { path: string; title: string; of?: string },
  fetch: (request: PageRequest) => Promise<Page<T> | null>,
): Promise<ListPage<T>> {
  const parameters = query("before", "after");
  // With both parameters each post would give as many pages as there are posts, and no link has both.
  const request = parameters.size > 1 ? null : readPageRequest(parameters);
  const page = request && (await fetch(request));
  const isFirst = parameters.size === 0;
  if (!page || (!isFirst && page.items.length === 0)) {
    throw notFound(`page of ${of}`, [{ href: path, title }]);
  }
  return { ...page, of, isFirst, address: isFirst ? path : `${path}?${parameters}` };
}

/** The head of a list page. */
export function listHead(
  args: Matches,
  title: string,
  { address, isFirst, of }: Pick<ListPage<unknown>, "address" | "isFirst" | "of">,
  description?: string,
) {
  if (isFirst) return head(args, title, address, description);
  return head(args, title ? `${title}, older ${of}` : `Older ${of}`, address);
}
