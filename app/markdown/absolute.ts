// Prepares rendered HTML for feeds, where it is read outside the page it was made for.

import type { Element, Root } from "hast";
import rehypeRaw from "rehype-raw";
import rehypeStringify from "rehype-stringify";
import { unified } from "unified";
import { SKIP, visit } from "unist-util-visit";
import { runsFromRight } from "./decoration/direction";
import { isElement } from "./plain-text";

const reader = unified().use(rehypeRaw).freeze();
const writer = unified().use(rehypeStringify).freeze();

/** Attributes that hold an address, among those that the sanitiser allows. */
const ADDRESSES = ["href", "src", "cite"] as const;

/** Takes HTML made by renderMarkdown and resolves every address against `base`, the address of its page.
 *  Removes the paragraph and heading links, which only work on that page. With `linksPictures`, pictures become links with their
 *  alternative texts. */
export function makeAbsolute(html: string, base: string, { linksPictures = false } = {}): string {
  const page = reader.runSync({ type: "root", children: [{ type: "raw", value: html }] } as Root) as Root;
  if (linksPictures) linkPictures(page, false);
  visit(page, "element", (node, index, parent) => {
    if (parent && index !== undefined && isPermalink(node)) {
      parent.children.splice(index, 1);
      return [SKIP, index];
    }
    if (parent && index !== undefined && isHeadingBox(node)) {
      const headings = node.children.filter(isElement).filter((child) => !isPermalink(child));
      // Decoration set the direction on the box, not on the heading inside it.
      for (const heading of headings) heading.properties.dir ??= node.properties.dir;
      parent.children.splice(index, 1, ...headings);
      return [SKIP, index];
    }
    for (const name of ADDRESSES) {
      const address = node.properties[name];
      if (typeof address === "string" && URL.canParse(address, base))
        node.properties[name] = new URL(address, base).href;
    }
    const { srcSet } = node.properties;
    if (typeof srcSet === "string") node.properties.srcSet = resolveSet(srcSet, base);
  });
  return inItsDirection(writer.stringify(page));
}

/** A link can't stand in a link. */
function linkPictures(parent: Root | Element, isInLink: boolean): void {
  for (const [index, child] of parent.children.entries()) {
    if (!isElement(child)) continue;
    const image = child.tagName === "picture" ? child.children.findLast(isElement) : child;
    if (image?.tagName !== "img") {
      linkPictures(child, isInLink || child.tagName === "a");
      continue;
    }
    const words = { type: "text" as const, value: String(image.properties.alt ?? "").trim() || "Picture" };
    const { src: href } = image.properties;
    const link: Element = { type: "element", tagName: "a", properties: { href }, children: [words] };
    parent.children[index] = isInLink ? words : link;
  }
}

/** The addresses of a picture's widths: "/media/…/480.webp 480w, …". */
const resolveSet = (set: string, base: string): string =>
  set
    .split(", ")
    .map((candidate) => {
      const [address = "", width = ""] = candidate.split(" ");
      return `${new URL(address, base).href} ${width}`;
    })
    .join(", ");

export const hasClass = ({ properties: { className } }: Element, name: string) =>
  Array.isArray(className) && className.includes(name);

/** Feed readers set the direction of their own language, so right-to-left text must carry its own. */
const inItsDirection = (html: string): string =>
  runsFromRight(html) ? `<div dir="auto">${html}</div>` : html;

/** The permalink of a paragraph or heading, or the alternative ids of a heading. */
export const isPermalink = (node: Element) =>
  (node.tagName === "a" && (hasClass(node, "pilcrow") || hasClass(node, "anchor"))) ||
  (node.tagName === "span" && hasClass(node, "alias"));

/** The box that decoration puts around a heading and its permalink. */
export const isHeadingBox = (node: Element) => node.tagName === "div" && hasClass(node, "heading");
