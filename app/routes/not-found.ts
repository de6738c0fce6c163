import type { Lost } from "~/design/frame/error-page";

/** A 404 to throw: its page says what is missing and suggests alternatives. */
export const notFound = (what = "", suggestions: Lost["suggestions"] = []): Response =>
  lost(404, { what, suggestions });

/** The same for a form sent to something that was deleted: the page gives the text back. */
export const notFoundFor = (what: string, typed: string | undefined): Response =>
  lost(404, { what, ...(typed !== undefined && { typed }) });

/** A 410 for something that was deleted for good, so that crawlers remove its address. */
export const gone = (what: string, more: Omit<Lost, "what"> = {}): Response => lost(410, { what, ...more });

/** A 410 for a post that was withdrawn, with a text that was sent to it. */
export const withdrawn = (typed?: string): Response =>
  gone("post", {
    because: {
      title: "This post was withdrawn",
      sentence: "Its author or an editor has withdrawn it. You can’t read it or its responses here now.",
    },
    ...(typed !== undefined && { typed }),
  });

/** A 410 for a page that was withdrawn. */
export const withdrawnPage = (): Response =>
  gone("page", {
    because: {
      title: "This page was withdrawn",
      sentence: "An editor has withdrawn it. You can’t read it here now.",
    },
  });

const lost = (status: number, what: Lost) => Response.json(what, { status });
