// The page for a form that the database could not take: what stands in the way, and everything that was typed. And the page for
// one that can't be read while the database is away. They ask nothing of the database, nor of the pages, which are what failed.

import type { Outage } from "../database/outage";
import { type Markup, markup } from "../markup";
import { readValues } from "./form.server";

/** Long enough for a restart; whoever makes room on a disk takes longer. */
const RETRY_SECONDS = 60;
/** What is shorter and of one line is a name or an address, and goes along unseen. */
const SHOWN_FROM_CHARS = 80;

const REASONS: Record<Outage, string> = {
  full: "This site’s disk is full. Its administrator needs to free some space.",
  "read-only": "This site is read-only at the moment, perhaps for a move or a repair.",
  damaged: "This site’s database is damaged. Its administrator needs to repair it.",
  "no database": "This site’s database is damaged. Its administrator needs to repair it.",
  unreachable: "This site’s database doesn’t answer at the moment. This usually takes less than a minute.",
};

interface Told {
  trouble: Outage;
  /** Of the request: the log has it too. */
  id: string;
  stylesheet?: string | undefined;
}

/** 503, with the form filled in as it was sent; `request` is one whose body nobody has read. */
export async function unsavedPage(request: Request, told: Told): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  // A connection that is cut at the end leaves it open whether the end was reached.
  const title = told.trouble === "unreachable" ? "This may not have been saved" : "This was not saved";
  // As the site itself begins the title of a page that gives a form back.
  return answer(title, told, formAgain(pathname + search, await readValues(request)), "Error: ");
}

/** 503 for a page to read, which the database could not be asked for. */
export const unreadPage = (told: Told): Response =>
  answer("This page can’t be shown right now", told, markup`<p>Try again in a minute.</p>`);

function answer(title: string, { trouble, id, stylesheet }: Told, then: Markup, before = ""): Response {
  const styles = stylesheet && markup`<link rel="stylesheet" href="${stylesheet}"/>`;
  const { html } = markup`<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="color-scheme" content="light dark"/><title>${before}${title}</title>${styles}</head><body><main id="main"><div class="notice"><h1>${title}</h1>
<p>${REASONS[trouble]}</p>
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
  // A password is shown to nobody, its owner included. "proof" is the one that somebody has, asked for once more.
  if (fields.length === 0 || fields.some(([name]) => /password|proof/i.test(name)))
    return markup`<p>Go back and try again in a minute.</p>`;
  return markup`<p>Try again in a minute. Your text is below: keep this page open, or save a copy of it.</p>
<form method="post" action="${action}">
${fields.map(([name, value]) => field(name, value))}<p><button type="submit">Try again</button></p></form>`;
}

function field(name: string, value: string): Markup {
  if (value.length < SHOWN_FROM_CHARS && !value.includes("\n") && name !== "body")
    return markup`<input type="hidden" name="${name}" value="${value}"/>\n`;
  // Browsers drop the first line break of a text area: this one, and not the writer's.
  return markup`<p><textarea name="${name}" aria-label="Your text" rows="12">\n${value}</textarea></p>\n`;
}
