// Names of tags and people of the site, found by the server while somebody types.

import type { Suggestion } from "./suggestions";

const TIMEOUT_MS = 3_000;

export async function findNames(list: "tags" | "people", query: string): Promise<Suggestion[]> {
  try {
    const response = await fetch(`/write/names?${new URLSearchParams({ list, q: query })}`, {
      headers: { Accept: "application/json" },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return response.ok ? await response.json() : [];
  } catch {
    return [];
  }
}
