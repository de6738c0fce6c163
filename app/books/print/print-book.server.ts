// A book as one page for print.

import { mediaPath } from "~/media/media";
import type { DatabaseClient } from "~/platform/database/database.server";
import type { KeptParts } from "~/platform/kept-parts";
import { type Markup, markup } from "~/platform/markup";
import type { BookKey } from "../book";
import { MAX_RESPONSES } from "../book.schema";
import type { BookRefusal } from "../contents/book-contents";
import { readBook } from "../contents/read-book.server";
import type { BookLook } from "../pages/book-document";
import { contentsList } from "../pages/contents-list";
import { layOut } from "../pages/lay-out";

export type PrintedBook = { ok: true; html: string; title: string } | BookRefusal;

const LOOK: BookLook = {
  addressOf: ({ id }) => `#${id}`,
  pictureAddress: (hash, { name }) => mediaPath({ hash, name }),
};

/** Its HTML and cache tags. It is kept in memory, since members' pages are made each time. */
export async function printBook(
  deps: { db: DatabaseClient; siteUrl: string; parts: KeptParts },
  key: BookKey,
): Promise<{ book: PrintedBook; tags: string[] }> {
  const part = `print:${key.kind}:${key.sourceId}:${key.withResponses}`;
  const { value, tags } = await deps.parts.find(part, async () => {
    const { tags, ...read } = await readBook(deps, key);
    if (!read.ok) return { value: read satisfies PrintedBook as PrintedBook, tags };
    const { documents, contents } = await layOut(read.contents, LOOK, { responsesADocument: MAX_RESPONSES });
    const [title, ...rest] = documents.map(({ body }) => body);
    const { html } = markup`${title}
<nav class="book-contents" aria-labelledby="contents-title">
<h1 id="contents-title">Contents</h1>
${contentsList(contents, LOOK)}
</nav>
${rest.map((body): Markup => markup`${body}\n`)}`;
    const value: PrintedBook = { ok: true, html, title: read.contents.source.title };
    return { value, tags, bytes: 2 * html.length };
  });
  return { book: value, tags };
}
