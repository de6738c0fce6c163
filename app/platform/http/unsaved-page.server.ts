// Error pages for database outages: one that returns a submitted form with its values, and one for a page
// that can't be read. They use neither the database nor the routes, since those have failed.

import { type Outage, RETRY_SECONDS } from "../database/outage";
import { type Markup, markup } from "../markup";
import { readValues } from "./body/form.server";

/** Shorter values on one line are names or addresses, and are sent in hidden fields. */
const SHOWN_FROM_CHARS = 80;

const REASONS: Record<Outage, string> = {
  full: "This site’s disk is full. Its administrator needs to free some space.",
  "read-only": "This site is read-only at the moment, perhaps for a move or a repair.",
  damaged: "This site’s database is damaged. Its administrator needs to repair it.",
  "no database": "This site’s database is damaged. Its administrator needs to repair it.",
  unreachable: "This site’s database doesn’t answer at the moment. This usually takes less than a minute.",
};

interface Failure {
  outage: Outage;
  /** Request id, as in the log. */
  id: string;
  stylesheet?: string | undefined;
}

/** Answers 503 with the form and the values that were sent. The body of `request` must not have been read
 *  yet. */
export async function unsavedPage(request: Request, failure: Failure): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  // If the connection was lost, the transaction may have been committed.
  const title = failure.outage === "unreachable" ? "This may not have been saved" : "This was not saved";
  // The site's other forms with errors begin their titles in the same way.
  return answer(title, failure, formAgain(pathname + search, await readValues(request)), "Error: ");
}

/** Answers 503 for a page that couldn't be read from the database. */
export const unreadPage = (failure: Failure): Response =>
  answer("This page can’t be shown right now", failure, markup`<p>Try again in a minute.</p>`);

function answer(title: string, { outage, id, stylesheet }: Failure, then: Markup, before = ""): Response {
  const styles = stylesheet && markup`<link rel="stylesheet" href="${stylesheet}"/>`;
  const { html } = markup`<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="color-scheme" content="light dark"/><title>${before}${title}</title>${styles}</head><body><main id="main"><div class="notice"><h1>${title}</h1>
<p>${REASONS[outage]}</p>
${then}
<p>If you report this, include the ID <code>${id}</code>.</p>
<p><a href="/">The latest posts</a></p></div></main></body></html>`;
  return new Response(html, {
    status: 503,
    headers: { "Content-Type": "text/html; charset=utf-8", "Retry-After": String(RETRY_SECONDS) },
  });
}

function formAgain(action: string, values: Record<string, string>): Markup {
  const fields = Object.entries(values);
  // Passwords are never echoed. "proof" is the current password that re-authentication asks for.
  if (fields.length === 0 || fields.some(([name]) => /password|proof/i.test(name)))
    return markup`<p>Go back and try again in a minute.</p>`;
  return markup`<p>Try again in a minute. Your text is below: keep this page open, or save a copy of it.</p>
<form method="post" action="${action}">
${fields.map(([name, value]) => field(name, value))}<p><button type="submit">Try again</button></p></form>`;
}

function field(name: string, value: string): Markup {
  if (value.length < SHOWN_FROM_CHARS && !value.includes("\n") && name !== "body")
    return markup`<input type="hidden" name="${name}" value="${value}"/>\n`;
  // HTML parsers drop the first line break in a textarea: this one, not the author's.
  return markup`<p><textarea name="${name}" aria-label="Your text" rows="12">\n${value}</textarea></p>\n`;
}
