/** No address of this site is longer. */
export const MAX_TARGET_CHARS = 2_000;
/** Identity providers add parameters to the callback address: Microsoft's codes alone have about 2,000
 *  characters. */
export const MAX_CALLBACK_CHARS = 8_000;
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
 *  malformed or NUL escapes, a backslash, a fragment, a control character, or too long. */
export function readTarget(target: string | undefined): Target | null {
  if (!target?.startsWith("/")) return null;
  if (target.length > (CALLBACK.test(target) ? MAX_CALLBACK_CHARS : MAX_TARGET_CHARS)) return null;
  if (target.startsWith("//") || !/^[!-[\]-~]+$/.test(target) || /#|%00/.test(target)) return null;
  const cut = target.indexOf("?");
  const path = cut < 0 ? target : target.slice(0, cut);
  const query = cut < 0 ? "" : target.slice(cut + 1);
  try {
    decodeURIComponent(path);
    decodeURIComponent(query.replaceAll("+", " "));
  } catch {
    return null;
  }
  return { path, query: new URLSearchParams(query) };
}
