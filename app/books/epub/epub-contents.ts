// The contents of an e-book, which reading systems also show as a menu (EPUB 3.3, section 7).

import { type Markup, markup } from "~/platform/markup";
import type { BookLook, ContentsEntry } from "../pages/book-document";
import { contentsList } from "../pages/contents-list";

export function epubContents(entries: ContentsEntry[], look: BookLook): Markup {
  const first = entries[0];
  return markup`<nav class="book-contents" epub:type="toc" id="toc" role="doc-toc" aria-labelledby="toc-title">
<h1 id="toc-title">Contents</h1>
${contentsList(entries, look)}
</nav>
<nav epub:type="landmarks" id="landmarks" aria-labelledby="landmarks-title" hidden="hidden">
<h2 id="landmarks-title">Landmarks</h2>
<ol>
<li><a epub:type="toc" href="#toc">Contents</a></li>
${first && markup`<li><a epub:type="bodymatter" href="${look.addressOf(first.place)}">Beginning</a></li>\n`}</ol>
</nav>`;
}
