import { readRowId } from "~/platform/database/rows/row-id";

/** A URL of this site that names a post or a response. */
export type LinkTarget = { slug: string } | { commentId: number } | { pingbackId: number };

/** Returns null for any other URL. Case-insensitive, as the pages are. */
export function readLinkTarget(href: string): LinkTarget | null {
  const { pathname } = new URL(href, "http://this.site");
  const [, room, name = "", ...rest] = pathname.toLowerCase().split("/");
  if (rest.some((segment) => segment !== "")) return null;
  const id = readRowId(name);
  if (id !== null && room === "comments") return { commentId: id };
  if (id !== null && room === "pingbacks") return { pingbackId: id };
  const slug = room === "posts" && name !== "" ? decode(name) : null;
  return slug === null ? null : { slug };
}

/** Returns null for an invalid escape, which no slug contains. */
function decode(name: string): string | null {
  try {
    return decodeURIComponent(name).toLowerCase();
  } catch {
    return null;
  }
}
