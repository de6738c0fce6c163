// Word writes a list as paragraphs that look like one.

import type { Element, Nodes, Root } from "hast";
import { visit } from "unist-util-visit";

/** Puts runs of Word's list paragraphs into lists. Deeper levels become items of the same list. */
export function listWordItems(tree: Root): void {
  visit(tree, (node) => {
    if (!("children" in node)) return;
    const children: Nodes[] = [];
    let list: Element | null = null;
    for (const child of node.children as Nodes[]) {
      if (!isWordItem(child)) {
        // Line breaks between its paragraphs don't end a list.
        if (!(list && child.type === "text" && child.value.trim() === "")) list = null;
        children.push(child);
        continue;
      }
      if (!list) {
        const isNumbered = /^\s*(\d+|[a-z])[.)]/i.test(textIn(child));
        list = { type: "element", tagName: isNumbered ? "ol" : "ul", properties: {}, children: [] };
        children.push(list);
      }
      list.children.push({ ...child, tagName: "li", properties: {} });
    }
    node.children = children as typeof node.children;
  });
}

const textIn = (node: Nodes): string =>
  "children" in node ? node.children.map(textIn).join("") : node.type === "text" ? node.value : "";

const isWordItem = (node: Nodes): node is Element =>
  node.type === "element" &&
  node.tagName === "p" &&
  /mso-list:\s*l\d/i.test(String(node.properties.style ?? ""));
