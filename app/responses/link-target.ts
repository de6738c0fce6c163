import { readRowId } from "~/platform/database/row-id";

/** What an address on this site names: a post, or one of the responses to it. */
export type LinkTarget = { slug: string } | { commentId: number } | { pingbackId: number };

/** Null for whatever else an address names, or doesn't. The case of letters makes no difference, as to a visitor. */
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

/** Null for an escape that decodes to nothing, which no slug of ours holds. */
function decode(name: string): string | null {
  try {
    return decodeURIComponent(name).toLowerCase();
  } catch {
    return null;
  }
}
