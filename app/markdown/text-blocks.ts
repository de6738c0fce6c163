// The text of rendered HTML, block by block, for where HTML can't stand or may not, such as an e-mail's text.

import type { Element, Root } from "hast";
import rehypeRaw from "rehype-raw";
import { unified } from "unified";
import { SKIP, visit } from "unist-util-visit";
import { isPermalink } from "./absolute";
import { isBlock, isElement, lineOf, type Node } from "./plain-text";
import { QUOTED } from "./quoted";

const reader = unified().use(rehypeRaw).freeze();

/** Characters of HTML that are read: several pages of text, whatever its markup. */
const MAX_READ = 40_000;

/** The first blocks of HTML made by renderMarkdown, each as one line. A quotation begins with ">", so that nobody takes it for the writer's own
 *  words, and an item of a list with a dot. Pictures are told by their alternative texts; notes are left out. */
export function listTextBlocks(html: string): string[] {
  const raw = { type: "raw", value: html.slice(0, MAX_READ).replace(/<[^>]*$/, "") };
  const page = reader.runSync({ type: "root", children: [raw] } as Root) as Root;
  visit(page, "element", (node, index, parent) => {
    if (!parent || index === undefined) return;
    if (isPermalink(node)) {
      parent.children.splice(index, 1);
      return [SKIP, index];
    }
    if (node.tagName !== "img") return;
    parent.children[index] = { type: "text", value: String(node.properties.alt ?? "").trim() || "Picture" };
  });
  const lines: string[] = [];
  gather(page, "", lines);
  return lines;
}

function gather(parent: Node, mark: string, lines: string[]): void {
  if (!("children" in parent)) return;
  let first = mark;
  for (const child of parent.children) {
    if (!isElement(child) || child.properties.role === "doc-endnotes") continue;
    const before = lines.length;
    const line = isBlock(child) ? lineOf(child) : "";
    const own = first + markOf(child);
    if (line !== "") lines.push(own + line);
    gather(child, line === "" ? own : rest(own), lines);
    if (lines.length > before) first = rest(mark);
  }
}

const markOf = ({ tagName }: Element) => (tagName === "blockquote" ? QUOTED : tagName === "li" ? "• " : "");

/** The mark of what follows the first line: each line of a quotation is one, and a dot stands once. */
const rest = (mark: string) => mark.replaceAll("• ", "");
