// Plain text and word counts of an HTML tree.
import type { Element, ElementContent, Root, RootContent } from "hast";

export type Node = Root | RootContent | ElementContent;

const BLOCKS = new Set(
  (
    "blockquote caption dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre section summary " +
    "table tbody td tfoot th thead tr ul"
  ).split(" "),
);

export const isElement = (node: Node | undefined): node is Element => node?.type === "element";
export const isHeading = (node: Element): boolean => /^h[1-6]$/.test(node.tagName);
/** The sanitiser removes authors' classes, so this class can only be the site's. */
export const isNotesTitle = (node: Element): boolean =>
  Array.isArray(node.properties.className) && node.properties.className.includes("footnotes-title");

export const isBlock = (node: Element): boolean => BLOCKS.has(node.tagName);

/** Calls `see` with the page and each block, in reading order. A block for which `see` returns false is not
 *  entered. */
export function eachBlock(page: Root, see: (block: Root | Element) => boolean | undefined): void {
  const walk = (nodes: readonly Node[]) => {
    for (const node of nodes)
      if (isElement(node) && (!isBlock(node) || see(node) !== false)) walk(node.children);
  };
  if (see(page) !== false) walk(page.children);
}

/** Footnote references and back links are not part of the sentence. */
const isMark = (node: Element): boolean => {
  const { role } = node.properties;
  return role === "doc-noteref" || role === "doc-backlink";
};

/** Text of a block as one line, without the blocks nested in it. `meet` is called with each element and its
 *  offset in the line. */
export function lineOf(block: Node, meet?: (element: Element, start: number) => void): string {
  const parts: string[] = [];
  let length = 0;
  let open = false;
  const add = (text: string) => {
    const flat = text.replace(/\s+/g, " ");
    const part = open ? flat : flat.trimStart();
    if (part === "") return;
    parts.push(part);
    length += part.length;
    open = !part.endsWith(" ");
  };
  const walk = (children: readonly Node[]) => {
    for (const child of children) {
      if (child.type === "text") add(child.value);
      if (!isElement(child) || isMark(child)) continue;
      meet?.(child, length);
      if (child.tagName === "br" || isBlock(child)) add(" ");
      else walk(child.children);
    }
  };
  if ("children" in block) walk(block.children);
  return parts.join("").trimEnd();
}

const segmenter = new Intl.Segmenter("en", { granularity: "word" });
// Scripts written without spaces need Intl.Segmenter's dictionary; the others use a regular expression, which
// is ten times faster.
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const WORD =
  /[\p{L}\p{N}_][\p{L}\p{N}\p{M}_]*(?:['’.:,·\u00AD\u200C\u200D][\p{L}\p{N}_][\p{L}\p{N}\p{M}_]*)*/gu;

// The segmenter's time grows with the square of the length, so it gets one clause at a time.
const CLAUSE = /[^\s\p{P}]{1,200}/gu;

export function countWords(line: string): number {
  if (!UNSPACED.test(line)) return line.match(WORD)?.length ?? 0;
  let count = 0;
  for (const [clause] of line.matchAll(CLAUSE)) {
    for (const part of segmenter.segment(clause)) if (part.isWordLike) count += 1;
  }
  return count;
}

/** Counts the words of the page, including footnotes and excluding code blocks. */
export function wordsOf(page: Root): number {
  let count = 0;
  eachBlock(page, (block) => {
    if (isElement(block) && (block.tagName === "pre" || isNotesTitle(block))) return false;
    count += countWords(lineOf(block));
    return true;
  });
  return count;
}
