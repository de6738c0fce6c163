import type { Element, Properties, Root } from "hast";
import rehypeHighlight from "rehype-highlight";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import { MAX_HIGHLIGHT_CHARS } from "../limits";

const highlighter = unified().use(rehypeHighlight).freeze();

/** Highlights code blocks that name their language. Language detection is off: it is slow, and unreliable for
 *  short code. */
export function highlight(page: Root): void {
  const plain: [Element, Properties][] = [];
  visit(page, "element", (node) => {
    const [text] = node.children;
    if (node.tagName !== "code" || text?.type !== "text" || text.value.length <= MAX_HIGHLIGHT_CHARS) return;
    plain.push([node, node.properties]);
    node.properties = {};
  });
  highlighter.runSync(page);
  for (const [node, properties] of plain) node.properties = properties;
}
