// What stands after the posts of a book: notes, how to cite, colophon.

import { type Citation, citePost } from "~/citing/citation";
import type { Style } from "~/citing/styles/style";
import { STYLES } from "~/citing/styles/styles";
import { citedNameOf } from "~/people/cited-name/cited-name";
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
<p>${contents.source.kind === "series" ? "Each part" : "Each post"} is cited by itself, with its address on <bdi>${site.name}</bdi>. A version in an address is the one in this book.${withResponses && " A response’s date leads to its own address, where you can cite it, too."}</p>
${STYLES.map(
  ({ name, cite }) => markup`<h2>${name}</h2>
<div lang="en" xml:lang="en" dir="ltr">
${parts.flatMap((part) => referenceOf(cite(citationOf(part, contents))))}</div>
`,
)}</section>`;
}

/** What stands in a list of works, without what stands in notes and in the text. */
const referenceOf = (texts: ReturnType<Style["cite"]>): Markup[] =>
  texts
    .filter(({ place }) => place !== "Note" && place !== "In the text")
    .map(({ text }) => markup`<p class="book-reference">${text}</p>\n`);

function citationOf(part: BookPart, { site }: BookContents): Citation {
  const { slug, title, language, writers, version, changedAt, publishedAt } = part;
  const isVersion = version > 1;
  return citePost({
    ...{ slug, title, site, language: language ?? site.language },
    url: site.url + (isVersion ? versionPath(slug, version) : postPath(slug)),
    writers: writers.map((writer) => ({ name: writer.name, cited: citedNameOf(writer) })),
    publishedAt: isVersion ? changedAt : publishedAt,
    version: isVersion ? version : null,
  });
}

export function colophonPage(contents: BookContents): Markup {
  const { source, site, parts, withResponses } = contents;
  const address = addressOf(contents);
  const leftOut = parts.flatMap(({ responses }) => responses.filter(({ isLeftOut }) => isLeftOut)).length;
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
}${withResponses && markup`<p>The responses are their writers’${leftOut > 0 && `, and ${leftOut} of them ${leftOut === 1 ? "is" : "are"} left out at their wish`}.</p>\n`}<p>Made with Longtable.</p>
</section>`;
}
