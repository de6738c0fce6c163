import type { Lost } from "~/design/error-page";

/** Answered by throwing: the page says what is missing, and where else to look. */
export const notFound = (what = "", suggestions: Lost["suggestions"] = []): Response =>
  lost(404, what, suggestions);

/** The same for what was here and won't be again: who keeps lists of addresses may strike this one out. */
export const gone = (what: string): Response => lost(410, what, []);

const lost = (status: number, what: string, suggestions: Lost["suggestions"]) =>
  Response.json({ what, suggestions: suggestions ?? [] } satisfies Lost, { status });
