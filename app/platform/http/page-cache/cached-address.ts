// The key of a page in the cache: its path and the query parameters that its route declares. Other
// parameters, such as a campaign's name, don't change the page.

import type { Target } from "../request/request-target";

/** The declared parameters of the query, sorted. Of a repeated parameter, the first value counts. */
export function declaredQuery({ query }: Target, names: readonly string[]): URLSearchParams {
  const declared = new URLSearchParams();
  for (const name of [...names].sort()) {
    const value = query.get(name);
    if (value !== null) declared.set(name, value);
  }
  return declared;
}

export const cachedAddress = (path: string, declared: URLSearchParams): string =>
  declared.size === 0 ? path : `${path}?${declared}`;
