// What stands before the posts of a book: its title page.

import { countOf } from "~/design/count";
import { asMarkup, type Markup, markup } from "~/platform/markup";
import { sourcePath } from "../book";
import { MAX_POSTS } from "../book.schema";
import { type BookContents, changedAt, countReadable } from "../contents/book-contents";
import { languageOf, listNames } from "./book-document";
import { timeOf } from "./part-page";

export const kindOf = ({ source }: BookContents) => (source.kind === "series" ? "Series" : "Filed under");

/** Everyone who wrote one of the posts, each once, in order. */
export function writersOf({ parts }: BookContents): { id: number; name: string }[] {
  const all = parts.flatMap(({ writers }) => writers);
  return [...new Map(all.map((writer) => [writer.id, writer])).values()];
}

/** More names than a title page has room for. */
const MAX_NAMED = 8;

export function titlePage(contents: BookContents, introduction: string): Markup {
  const { source, site } = contents;
  const writers = writersOf(contents);
  const named = writers.length > MAX_NAMED ? writers.slice(0, MAX_NAMED - 1) : writers;
  const others = writers.length - named.length;
  return markup`<section class="title-page" aria-labelledby="book-title">
<p class="kicker">${kindOf(contents)}</p>
<h1 id="book-title" dir="auto">${source.title}</h1>
<p class="book-writers">${
    others > 0
      ? markup`${named.map(({ name }) => markup`<bdi>${name}</bdi>, `)}and ${others} others`
      : listNames(named)
  }</p>
<p class="book-publisher"><bdi>${site.name}</bdi></p>
${introduction === "" ? null : markup`<div class="book-text prose book-introduction"${languageOf(null, site)}>\n${asMarkup(introduction)}\n</div>\n`}<p class="book-facts">${countContents(contents)}, as of ${timeOf(changedAt(contents), site)}</p>
${limitsOf(contents).map((sentence) => markup`<p class="book-facts">${sentence}</p>\n`)}<p class="book-facts"><a class="book-address" href="${addressOf(contents)}">${addressOf(contents)}</a></p>
</section>`;
}

export const addressOf = ({ source, site }: BookContents): string => site.url + sourcePath(source);

/** "12 parts, with 34 responses". */
export function countContents({ source, parts, withResponses }: BookContents): string {
  const count = countOf(parts.length, source.kind === "series" ? "part" : "post");
  if (!withResponses) return count;
  const responses = parts.reduce((sum, part) => sum + countReadable(part.responses), 0);
  return responses === 0 ? count : `${count}, with ${countOf(responses, "response")}`;
}

/** What isn't in the book, in sentences. */
export function limitsOf({
  source,
  total,
  keptOff,
}: Pick<BookContents, "source" | "total" | "keptOff">): string[] {
  const isSeries = source.kind === "series";
  const which = isSeries ? "first" : "newest";
  return [
    ...(total > MAX_POSTS
      ? [`These are the ${which} ${MAX_POSTS} of ${countOf(total, isSeries ? "part" : "post")}.`]
      : []),
    ...(keptOff > 0
      ? [
          `${keptOff === 1 ? "1 post is" : `${keptOff} posts are`} not included and can be read on the site alone, as ${keptOff === 1 ? "its author" : "their authors"} chose.`,
        ]
      : []),
  ];
}
