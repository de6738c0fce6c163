// The orders in which a discussion can be read. The first is that of the post's page, by which pages are counted and search engines go; the others
// have a page of their own.

import { postPath } from "~/posts/post";

/** The page of a discussion in the other orders. */
export const responsesPath = (slug: string) => `${postPath(slug)}/responses`;

export type Order = "oldest" | "newest-threads" | "newest";

export const ORDERS: readonly { name: Order; words: string; query: string }[] = [
  { name: "oldest", words: "Oldest threads first", query: "" },
  { name: "newest-threads", words: "Newest threads first", query: "?order=newest-threads" },
  { name: "newest", words: "Newest first", query: "" },
];

/** The order that the address of the page of responses asks for; null if there is none of this name. */
export function readOrder(asked: string | null): Exclude<Order, "oldest"> | null {
  if (asked === null) return "newest";
  return asked === "newest-threads" ? asked : null;
}
