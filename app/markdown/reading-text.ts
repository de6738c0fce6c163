import { visibleText } from "./visible";

/** Links of the site's own in a text: to its paragraphs, headings and notes. */
const LINKS =
  /<sup><a [^>]*class="footnote-ref"[^>]*>[^<]*<\/a><\/sup>|<a [^>]*class="(?:pilcrow|anchor|footnote-back)"[^>]*>[^<]*<\/a>|<h2 [^>]*class="footnotes-title"[^>]*>[^<]*<\/h2>/g;

/** The words of rendered HTML that its writer wrote, with a line for each block. */
export const readingText = (html: string): string =>
  visibleText(html.replace(LINKS, "").replace(/<br>/g, "\n")).trim().normalize("NFC");
