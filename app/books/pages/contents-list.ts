import { type Markup, markup } from "~/platform/markup";
import type { BookLook, ContentsEntry } from "./book-document";

/** Entries of the contents as a list within a list; null for none. */
export function contentsList(entries: ContentsEntry[], look: BookLook): Markup | null {
  if (entries.length === 0) return null;
  return markup`<ol>
${entries.map(
  ({ place, title, below }) =>
    markup`<li><a href="${look.addressOf(place)}">${title}</a>${contentsList(below, look)}</li>
`,
)}</ol>`;
}
