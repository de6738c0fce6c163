// The words of a page without its marks.
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
/** Writers have no classes, so this one is ours. */
export const isNotesTitle = (node: Element): boolean =>
  Array.isArray(node.properties.className) && node.properties.className.includes("footnotes-title");

export const isBlock = (node: Element): boolean => BLOCKS.has(node.tagName);

/** Calls `see` with the page and each block in it, in reading order; where it gives false, what is inside is passed over. */
export function eachBlock(page: Root, see: (block: Root | Element) => boolean | undefined): void {
  const walk = (nodes: readonly Node[]) => {
    for (const node of nodes)
      if (isElement(node) && (!isBlock(node) || see(node) !== false)) walk(node.children);
  };
  if (see(page) !== false) walk(page.children);
}

/** Footnote marks point at other text, and are no part of this one. */
const isMark = (node: Element): boolean => {
  const { role } = node.properties;
  return role === "doc-noteref" || role === "doc-backlink";
};

/** The words of a block as one line; blocks inside it are texts of their own, and are left out.
 *  `meet` is told of each element in it and of the place in the line where it starts. */
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
// Scripts written without spaces between words; the rest need no dictionary, which is ten times slower.
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const WORD =
  /[\p{L}\p{N}_][\p{L}\p{N}\p{M}_]*(?:['’.:,·\u00AD\u200C\u200D][\p{L}\p{N}_][\p{L}\p{N}\p{M}_]*)*/gu;

// The dictionary's time grows with the square of the length, so it gets the text in clauses.
const CLAUSE = /[^\s\p{P}]{1,200}/gu;

export function countWords(line: string): number {
  if (!UNSPACED.test(line)) return line.match(WORD)?.length ?? 0;
  let count = 0;
  for (const [clause] of line.matchAll(CLAUSE)) {
    for (const part of segmenter.segment(clause)) if (part.isWordLike) count += 1;
  }
  return count;
}

/** Words that a reader reads: footnotes too, listings not. */
export function wordsOf(page: Root): number {
  let count = 0;
  eachBlock(page, (block) => {
    if (isElement(block) && (block.tagName === "pre" || isNotesTitle(block))) return false;
    count += countWords(lineOf(block));
    return true;
  });
  return count;
}
