import { isTooDeep, isTooLarge } from "./cost/measure";
import { decorate } from "./decoration/decorate";
import { MAX_HTML_CHARS } from "./limits";
import { findLosses } from "./losses";
import { parse, toHtml, toHtmlTree, toRawTree } from "./pipeline";
import { refuseEarly, TOO_DEEP, TOO_LARGE } from "./refusal";
import type { MarkdownOptions, RenderResult } from "./rendered";
import { smartLine } from "./syntax/smart-punctuation";

/** Renders Markdown (CommonMark 0.31, GFM, smart punctuation) to sanitised HTML, and derives outline, links,
 *  excerpt and word count. Pure; returns refusals as values. Its time is not bounded, so text from visitors
 *  goes through the renderer's workers. */
export function renderMarkdown(source: string, options: MarkdownOptions): RenderResult {
  const refusal = refuseEarly(source);
  if (refusal) return refusal;
  try {
    return renderOrThrow(source, options);
  } catch (error) {
    // Hostile nesting that passed the estimates overflows the stack.
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
  if (html.length > MAX_HTML_CHARS) return TOO_LARGE;
  const losses = options.listLosses && { losses: findLosses(toRawTree(tree), options) };
  return { ok: true, html, summary: smartLine(options.summary ?? ""), ...derived, ...losses };
}
