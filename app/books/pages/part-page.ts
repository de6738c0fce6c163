// A post in a book, and the responses to it.

import { placeholderText } from "~/comments/comment-view";
import { depthOf } from "~/comments/thread/thread";
import { type CalendarSettings, formatDate } from "~/design/calendar";
import { countOf } from "~/design/count";
import { asMarkup, type Markup, markup } from "~/platform/markup";
import { postPath, versionPath } from "~/posts/post";
import type { ThreadItem } from "~/responses/response";
import {
  type BookContents,
  type BookPart,
  type BookResponse,
  countReadable,
} from "../contents/book-contents";
import { languageOf, listNames, titleOf } from "./book-document";

/** Replies are indented so far, and not further: a page of an e-reader is narrow. */
const MAX_INDENT = 3;

interface Written {
  id: string;
  xhtml: string;
  /** Leads to the responses; null if the book has none of this post. */
  responsesAddress: string | null;
}

export function partPage(part: BookPart, { site }: BookContents, { id, xhtml, responsesAddress }: Written) {
  const { title, language, writers, presenters, publishedAt, changedAt, version, slug, licence } = part;
  const isChanged = formatDate(changedAt, "day", site) !== formatDate(publishedAt, "day", site);
  const address = site.url + (version > 1 ? versionPath(slug, version) : postPath(slug));
  const terms =
    licence && (licence.href ? markup`<a href="${licence.href}">${licence.name}</a>` : licence.name);
  return markup`<section class="book-part" id="${id}" role="doc-chapter" aria-labelledby="${id}-title">
<header>
${part.part === null ? null : markup`<p class="kicker">Part ${part.part}</p>\n`}<h1 id="${id}-title"${languageOf(language, site)}>${title}</h1>
<p class="book-byline">by ${listNames(writers)}${presenters.length > 0 && markup`, introduced by ${listNames(presenters)}`}</p>
<p class="book-facts">${timeOf(publishedAt, site)}${isChanged && markup`, changed ${timeOf(changedAt, site)}`}</p>
</header>
<div class="book-text prose"${languageOf(language, site)}>
${asMarkup(xhtml)}
</div>
<footer class="book-source">
<p><a class="book-address" href="${address}">${address}</a>${terms && markup` · ${terms}`}</p>
${responsesAddress === null ? null : markup`<p><a href="${responsesAddress}">${formatResponses(part.responses)}</a></p>\n`}</footer>
</section>`;
}

export const formatResponses = (responses: ThreadItem[]): string =>
  countOf(countReadable(responses), "response");

export const timeOf = (at: Date, calendar: CalendarSettings): Markup =>
  markup`<time datetime="${at.toISOString()}">${formatDate(at, "day", calendar)}</time>`;

interface WrittenResponses {
  id: string;
  /** Whether they go on from the document before. */
  goesOn: boolean;
  articles: Markup[];
}

export const responsesPage = (
  part: BookPart,
  { site }: BookContents,
  { id, goesOn, articles }: WrittenResponses,
): Markup => markup`<section class="book-responses" id="${id}" aria-labelledby="${id}-title">
<header>
<p class="kicker">${formatResponses(part.responses)}${goesOn && ", continued"}</p>
<h1 id="${id}-title">Responses to “${titleOf(part, site)}”</h1>
</header>
${articles}</section>`;

interface WrittenResponse {
  id: string;
  xhtml: string;
  /** Leads to the response that it answers; null if it answers the post. */
  parentAddress: string | null;
  /** Leads to the post that a pingback is about. */
  sourceAddress: string | null;
}

export function responseArticle(
  response: BookResponse,
  part: BookPart,
  { site }: BookContents,
  written: WrittenResponse,
): Markup {
  const { id, number, createdAt, path } = { ...response };
  const indent = Math.min(depthOf(path), MAX_INDENT);
  const open = markup`<article class="book-response${indent > 0 && ` indent-${indent}`}" id="${written.id}">\n`;
  if (response.kind === "comment" && response.placeholder !== null)
    return markup`${open}<p class="book-gone"><span class="book-number">${number}</span> ${placeholderText(response.placeholder)}</p>\n</article>\n`;
  const address = `${site.url}/${response.kind}s/${id}`;
  if (response.kind === "comment" && response.isLeftOut)
    return markup`${open}<p class="book-gone"><span class="book-number">${number}</span> <a href="${address}">A response by <bdi>${response.name}</bdi></a> is left out at its writer’s wish.</p>\n</article>\n`;
  const when = markup`<a href="${address}">${timeOf(createdAt, site)}</a>`;
  const head = (name: Markup, role: string | false, facts: Markup[]) =>
    markup`${open}<header>
<h2><span class="book-number">${number}</span> ${name}${role && markup` <span class="book-role">${role}</span>`}</h2>
<p class="book-facts">${facts.map((fact, index) => (index === 0 ? fact : markup` · ${fact}`))}</p>
</header>\n`;
  if (response.kind === "pingback") {
    const { title, language, writers, sentence } = response;
    const source = markup`<a href="${written.sourceAddress}">${titleOf({ title, language }, site)}</a>`;
    return markup`${head(listNames(writers), "Pingback", [when])}<div class="book-text prose"><blockquote dir="auto"><p>${sentence}</p></blockquote><p>In ${source}</p></div>\n</article>\n`;
  }
  const isAuthor = part.writers.some((writer) => writer.id === response.personId);
  const { parent, editedAt, isCut } = response;
  return markup`${head(markup`<bdi>${response.name}</bdi>`, isAuthor && "Author", [
    when,
    ...(parent && written.parentAddress !== null
      ? [markup`in reply to <a href="${written.parentAddress}"><bdi>${parent.name}</bdi></a>`]
      : []),
    ...(editedAt === null ? [] : [asMarkup("edited")]),
    ...(isCut ? [asMarkup("edited by a moderator")] : []),
  ])}<div class="book-text prose" dir="auto">
${asMarkup(written.xhtml)}
</div>\n</article>\n`;
}
