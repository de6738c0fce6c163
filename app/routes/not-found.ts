import type { Lost } from "~/design/frame/error-page";

/** A 404 to throw: its page says what is missing and suggests alternatives. */
export const notFound = (what = "", suggestions: Lost["suggestions"] = []): Response =>
  lost(404, { what, suggestions });

/** The same for a form sent to something that was deleted: the page gives the text back. */
export const notFoundFor = (what: string, typed: string | undefined): Response =>
  lost(404, { what, ...(typed !== undefined && { typed }) });

/** A 410 for something that was deleted for good, so that crawlers remove its address. */
export const gone = (what: string): Response => lost(410, { what });

const lost = (status: number, what: Lost) => Response.json(what, { status });
