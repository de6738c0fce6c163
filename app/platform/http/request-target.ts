/** An address longer than this was not made by this site. */
export const MAX_TARGET_CHARS = 2_000;
/** What another site adds where people come back from it: Microsoft’s codes alone have some 2,000. */
export const MAX_CALLBACK_CHARS = 8_000;
const CALLBACK = /^\/sign-in\/with\/[^/?]+\/callback\?/;

export interface Target {
  path: string;
  query: URLSearchParams;
}

/**
 * The one form of a path, and so the one page of it: no segment that is empty or leads back, in lower case as all our addresses
 * are, with no more escapes than it needs.
 */
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

/**
 * The path and query of a request line, or null where it is none of ours to answer: another host (`//`, `http://…`), an
 * escape that decodes to nothing or to NUL, a backslash, a fragment or control character, an absurd length.
 */
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
