// Rich text from a clipboard as Markdown: what a word processor or a web page puts there beside the plain text.

import rehypeParse from "rehype-parse";
import rehypeRemark from "rehype-remark";
import remarkGfm from "remark-gfm";
import remarkStringify from "remark-stringify";
import { unified } from "unified";
import { type Refusal, TOO_DEEP, TOO_LONG } from "../refusal";
import { cleanPaste } from "./clean-paste";
import { MAX_PASTE_CHARS } from "./paste-limits";

export type PasteResult = { ok: true; markdown: string; pictures: number } | Refusal;

const parser = unified().use(rehypeParse, { fragment: true });
const converter = unified().use(rehypeRemark).use(remarkGfm);
const writer = unified()
  .use(remarkStringify, { bullet: "-", emphasis: "*", rule: "-", resourceLink: true })
  .use(remarkGfm);

/** Converts the HTML of a clipboard. Pictures become a note in parentheses and are counted, because none can be copied along. Refuses a text
 *  that is too long or too deeply nested. */
export function fromHtml(html: string): PasteResult {
  if (html.length > MAX_PASTE_CHARS) return TOO_LONG;
  try {
    const tree = parser.parse(html);
    const pictures = cleanPaste(tree);
    return { ok: true, markdown: tidy(writer.stringify(converter.runSync(tree))), pictures };
  } catch (error) {
    // The parser's stack.
    if (error instanceof RangeError) return TOO_DEEP;
    throw error;
  }
}

/** A bare address would be escaped so that it is no link, which it should be. */
const tidy = (markdown: string): string =>
  markdown
    .replace(/\b(https?)\\:\/\//g, "$1://")
    .replace(/\bwww\\\./g, "www.")
    .trim();
