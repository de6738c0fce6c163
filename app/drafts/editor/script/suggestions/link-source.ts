// Posts, pages and tags to link to, found by the server while somebody types.

import type { LinkSource } from "../code-mirror";

const TIMEOUT_MS = 3_000;

export const findLinks: LinkSource = async (query) => {
  try {
    const response = await fetch(`/write/links?q=${encodeURIComponent(query)}`, {
      headers: { Accept: "application/json" },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return response.ok ? await response.json() : [];
  } catch {
    return [];
  }
};
