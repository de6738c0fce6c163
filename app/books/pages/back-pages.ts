// What stands after the posts of a book: notes, how to cite, colophon.

import { formatDate } from "~/design/calendar";
import { asMarkup, type Markup, markup } from "~/platform/markup";
import { postPath, versionPath } from "~/posts/post";
import { type BookContents, type BookPart, changedAt } from "../contents/book-contents";
import { languageOf, titleOf } from "./book-document";
import { addressOf, countContents, limitsOf } from "./front-pages";
import { timeOf } from "./part-page";

export interface NotesOfPart {
  part: BookPart;
  /** Leads to the part. */
  address: string;
  /** The items of its list. */
  items: string;
}

export const notesPage = (
  notes: NotesOfPart[],
  { site }: BookContents,
): Markup => markup`<section class="book-notes" id="notes" role="doc-endnotes" aria-labelledby="notes-title">
<h1 id="notes-title">Notes</h1>
${notes.map(
  ({ part, address, items }) => markup`<h2><a href="${address}">${titleOf(part, site)}</a></h2>
<ol${languageOf(part.language, site)}>${asMarkup(items)}</ol>
`,
)}</section>`;

export function citingPage(contents: BookContents): Markup {
  const { parts, site, withResponses } = contents;
  return markup`<section class="book-citing" id="citing" aria-labelledby="citing-title">
<h1 id="citing-title">How to cite</h1>
<p>Cite each ${contents.source.kind === "series" ? "part" : "post"} by its writers, its title, and its address on <bdi>${site.name}</bdi>. The version in an address is the one in this book.</p>
${parts.map((part) => markup`<p class="book-reference">${referenceTo(part, contents)}</p>\n`)}${
  withResponses &&
  markup`<p>A response is cited by its writer, its number and the post that it responds to. Its date leads to its own address.</p>\n`
}</section>`;
}

/** Without a style of its own: the names as they stand. */
function referenceTo(part: BookPart, { site }: BookContents): Markup {
  const { slug, version, changedAt, publishedAt } = part;
  const address = site.url + (version > 1 ? versionPath(slug, version) : postPath(slug));
  const at = formatDate(version > 1 ? changedAt : publishedAt, "day", site);
  const names = part.writers.map(({ name }, index) => markup`${index > 0 && ", "}<bdi>${name}</bdi>`);
  return markup`${names}. “${titleOf(part, site)}.” <cite><bdi>${site.name}</bdi></cite>, ${at}. <a class="book-address" href="${address}">${address}</a>`;
}

export function colophonPage(contents: BookContents): Markup {
  const { source, site, parts, withResponses } = contents;
  const address = addressOf(contents);
  const licences = [...new Set(parts.map(({ licence }) => licence?.name ?? null))];
  const [only] = licences;
  const terms =
    licences.length === 1 && only
      ? `The posts are under ${only}.`
      : "Each post says at its end under which licence it is.";
  return markup`<section class="book-colophon" id="colophon" aria-labelledby="colophon-title">
<h1 id="colophon-title">About this book</h1>
<p>“<bdi dir="auto">${source.title}</bdi>”: ${countContents(contents)}, from <bdi>${site.name}</bdi>, <a class="book-address" href="${address}">${address}</a>.</p>
<p>It has what everyone could read there on ${timeOf(changedAt(contents), site)}, the date of its newest change. The site may have more, or another version, now.</p>
${limitsOf(contents).map((sentence) => markup`<p>${sentence}</p>\n`)}${
  licences.every((licence) => licence === null) ? null : markup`<p>${terms}</p>\n`
}${withResponses && markup`<p>The responses are their writers’.</p>\n`}<p>Made with Longtable.</p>
</section>`;
}
