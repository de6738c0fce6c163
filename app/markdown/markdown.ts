import { decorate } from "./decorate";
import { MAX_HTML_CHARS } from "./limits";
import { isTooDeep, isTooLarge } from "./measure";
import { parse, toHtml, toHtmlTree } from "./pipeline";
import { type Refusal, refuseEarly, TOO_DEEP, TOO_LARGE } from "./refusal";

export type { Refusal } from "./refusal";
export { RENDER_VERSION } from "./version";

export interface MarkdownOptions {
  /** Origin of this site, e.g. "https://longtable.example": links to it are recognised and stored root-relative. */
  siteUrl: string;
  /** A post has section anchors, paragraph anchors, an outline; a comment is quieter. */
  kind: "post" | "comment";
  /** Put before each id that the text makes, so that two documents can stand on one page. */
  idPrefix?: string;
}

export interface Link {
  /** As it stands in the HTML: root-relative when local. */
  href: string;
  local: boolean;
  text: string;
  /** The plain sentence around the link, cut around it when it is long. */
  sentence: string;
}

export interface Heading {
  depth: number;
  id: string;
  text: string;
}

export interface Rendered {
  html: string;
  excerpt: string;
  outline: Heading[];
  wordCount: number;
  links: Link[];
}

export type RenderResult = ({ ok: true } & Rendered) | Refusal;

/** Markdown (CommonMark 0.31, GFM, smart punctuation) to safe HTML and what is derived from it.
 *  Pure, and never throws, but not bounded in time: text from strangers goes through the renderer's workers. */
export function renderMarkdown(source: string, options: MarkdownOptions): RenderResult {
  const refusal = refuseEarly(source);
  if (refusal) return refusal;
  try {
    return renderOrThrow(source, options);
  } catch (error) {
    // The one way in which hostile nesting that passed the measure ends: the stack is full.
    if (error instanceof RangeError) return TOO_DEEP;
    throw error;
  }
}

function renderOrThrow(source: string, options: MarkdownOptions): RenderResult {
  const tree = parse(source, { smart: true });
  if (isTooDeep(tree)) return TOO_DEEP;
  if (isTooLarge(tree)) return TOO_LARGE;
  const page = toHtmlTree(tree, options.idPrefix ?? "");
  const derived = decorate(page, options);
  const html = toHtml(page);
  return html.length > MAX_HTML_CHARS ? TOO_LARGE : { ok: true, html, ...derived };
}
