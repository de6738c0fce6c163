/** No address of this site is longer. */
export const MAX_TARGET_CHARS = 2_000;
/** Identity providers add parameters to the callback address: Microsoft's codes alone have about 2,000
 *  characters. */
export const MAX_CALLBACK_CHARS = 8_000;
/** A search may be a pasted paragraph, in any script. Node accepts 16 kB of headers with it. */
export const MAX_SEARCH_CHARS = 14_000;
const SEARCH = /^\/search(\/names)?\?/;
const CALLBACK = /^\/sign-in\/with\/[^/?]+\/callback\?/;

export interface Target {
  path: string;
  query: URLSearchParams;
}

/** The canonical form of a path: no empty, "." or ".." segments, lower case like all addresses of this site,
 *  and only necessary escapes. */
export function canonicalPath(path: string): string {
  const segments: string[] = [];
  for (const escaped of path.split("/")) {
    const segment = decodeURIComponent(escaped).toLowerCase();
    if (segment === "..") segments.pop();
    else if (segment !== "" && segment !== ".")
      segments.push(encodeURI(segment).replace(/[/?#]/g, encodeURIComponent));
  }
  return `/${segments.join("/")}`;
}

/** Parses a request target. Returns null if it is invalid for this site: another host (`//`, `http://…`),
 *  malformed or NUL escapes, a backslash, a fragment, a control character, or too long. A search may have any escapes. */
export function readTarget(target: string | undefined): Target | null {
  if (!target?.startsWith("/")) return null;
  const isSearch = SEARCH.test(target);
  if (target.length > maxCharsOf(target)) return null;
  if (target.startsWith("//") || !/^[!-[\]-~]+$/.test(target) || target.includes("#")) return null;
  if (!isSearch && target.includes("%00")) return null;
  const cut = target.indexOf("?");
  const path = cut < 0 ? target : target.slice(0, cut);
  const query = cut < 0 ? "" : target.slice(cut + 1);
  try {
    decodeURIComponent(path);
    if (!isSearch) decodeURIComponent(query.replaceAll("+", " "));
  } catch {
    return null;
  }
  return { path, query: new URLSearchParams(query) };
}

function maxCharsOf(target: string): number {
  if (SEARCH.test(target)) return MAX_SEARCH_CHARS;
  return CALLBACK.test(target) ? MAX_CALLBACK_CHARS : MAX_TARGET_CHARS;
}
