// Prepares images, tables and code blocks for the page.
import type { Element, ElementContent, Root } from "hast";
import { visit } from "unist-util-visit";
import { isElement } from "../plain-text";

/** Returns the number of images that the page loads. */
export function settleBlocks(page: Root, kind: "post" | "comment"): number {
  let pictures = 0;
  visit(page, "element", (node, index, parent) => {
    // The first picture of a post is often in sight when the page opens.
    const waits = kind === "comment" || pictures > 0;
    if (node.tagName === "img" && settleImage(node, parent, index, waits)) pictures++;
    // A scrollable block must be reachable by keyboard.
    if (node.tagName === "pre") node.properties.tabIndex = 0;
    if (node.tagName === "p") frame(node);
    if (node.tagName === "table" && parent && index !== undefined) parent.children[index] = scrolling(node);
  });
  return pictures;
}

/** An image without an allowed address is replaced by its alternative text. Returns whether the image is
 *  loaded. */
function settleImage(
  image: Element,
  parent: Root | Element | undefined,
  index: number | undefined,
  waits: boolean,
): boolean {
  const { properties } = image;
  if (properties.src) Object.assign(properties, { ...(waits && { loading: "lazy" }), decoding: "async" });
  else if (parent && index !== undefined) {
    parent.children[index] = { type: "text", value: String(properties.alt ?? "") };
  }
  return Boolean(properties.src);
}

const scrolling = (table: Element): Element => ({
  type: "element",
  tagName: "div",
  properties: { className: ["table"], role: "region", tabIndex: 0, ariaLabel: "Table" },
  children: [table],
});

/** An image alone in its paragraph becomes a figure. Its title becomes the caption, since touch screens never
 *  show titles. */
function frame(paragraph: Element): void {
  const only = soleElement(paragraph.children);
  const inner = only?.tagName === "a" ? soleElement(only.children) : only;
  const image = inner?.tagName === "picture" ? inner.children.findLast(isElement) : inner;
  if (!only || image?.tagName !== "img" || !image.properties.src) return;
  paragraph.tagName = "figure";
  paragraph.children = [only];
  const caption = String(image.properties.title ?? "").trim();
  delete image.properties.title;
  if (caption === "") return;
  const children: ElementContent[] = [{ type: "text", value: caption }];
  paragraph.children.push({ type: "element", tagName: "figcaption", properties: {}, children });
}

function soleElement(children: ElementContent[]): Element | undefined {
  const solid = children.filter((child) => child.type !== "text" || child.value.trim() !== "");
  return solid.length === 1 && isElement(solid[0]) ? solid[0] : undefined;
}
