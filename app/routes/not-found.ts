import type { Lost } from "~/design/frame/error-page";

/** Answered by throwing: the page says what is missing, and where else to look. */
export const notFound = (what = "", suggestions: Lost["suggestions"] = []): Response =>
  lost(404, { what, suggestions });

/** The same for what was written to something that is gone: the page gives the text back. */
export const notFoundFor = (what: string, typed: string | undefined): Response =>
  lost(404, { what, ...(typed !== undefined && { typed }) });

/** The same for what was here and won't be again: who keeps lists of addresses may strike this one out. */
export const gone = (what: string): Response => lost(410, { what });

const lost = (status: number, what: Lost) => Response.json(what, { status });
