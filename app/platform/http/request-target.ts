/** An address longer than this was not made by this site. */
export const MAX_TARGET_CHARS = 2_000;

export interface Target {
  path: string;
  query: URLSearchParams;
}

/**
 * The path and query of a request line, or null where it is none of ours to answer: another host (`//`, `http://…`), an
 * escape that decodes to nothing, a backslash or control character, an absurd length.
 */
export function readTarget(target: string | undefined): Target | null {
  if (!target?.startsWith("/") || target.length > MAX_TARGET_CHARS) return null;
  if (target.startsWith("//") || !/^[!-[\]-~]+$/.test(target)) return null;
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
