// Under which address a page is kept: its path and the parts of the query that its route declares. Anything else in a query, such
// as a campaign's name, is a visitor's own affair, and makes no other page.

import type { Target } from "./request-target";

/** The parts of a query that a route declares, each once: of one that is repeated, the first counts. */
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
