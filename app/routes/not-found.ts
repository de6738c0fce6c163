import type { Lost } from "~/design/error-page";

/** Answered by throwing: the page says what is missing, and where else to look. */
export function notFound(what = "", suggestions: Lost["suggestions"] = []): Response {
  return Response.json({ what, suggestions } satisfies Lost, { status: 404 });
}
