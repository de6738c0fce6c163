import type { Root, Text } from "mdast";
import remarkSmartypants from "remark-smartypants";
import { unified } from "unified";
import { visit } from "unist-util-visit";

const typography = unified().use(remarkSmartypants, { dashes: "oldschool" }).freeze();

/** Curly quotes, dashes and ellipses, but never inside an address that is shown as itself. */
export function smartPunctuation(tree: Root): void {
  const addresses: { node: Text; value: string }[] = [];
  visit(tree, "link", (link) => {
    const [node] = link.children;
    if (node?.type === "text" && link.url.endsWith(node.value)) addresses.push({ node, value: node.value });
  });
  try {
    typography.runSync(tree);
  } catch (error) {
    // A hundred thousand characters without a space overflow its parser: such text has no use for curly quotes.
    if (!(error instanceof RangeError)) throw error;
  }
  for (const { node, value } of addresses) node.value = value;
}
