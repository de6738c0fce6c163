import { isTooDeep, isTooLarge } from "./cost/measure";
import { decorate } from "./decoration/decorate";
import { MAX_HTML_CHARS } from "./limits";
import { findLosses } from "./losses";
import { parse, toHtml, toHtmlTree, toRawTree } from "./pipeline";
import { refuseEarly, TOO_DEEP, TOO_LARGE } from "./refusal";
import type { MarkdownOptions, RenderResult } from "./rendered";
import { smartLine } from "./syntax/smart-punctuation";

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
  if (html.length > MAX_HTML_CHARS) return TOO_LARGE;
  const losses = options.listLosses && { losses: findLosses(toRawTree(tree), new URL(options.siteUrl)) };
  return { ok: true, html, summary: smartLine(options.summary ?? ""), ...derived, ...losses };
}
