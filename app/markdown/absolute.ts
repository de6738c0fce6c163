// A text for where it is read without its page around it: in a feed.

import type { Element, Root } from "hast";
import rehypeRaw from "rehype-raw";
import rehypeStringify from "rehype-stringify";
import { unified } from "unified";
import { SKIP, visit } from "unist-util-visit";
import { runsFromRight } from "./decoration/direction";
import { isElement } from "./plain-text";

const reader = unified().use(rehypeRaw).freeze();
const writer = unified().use(rehypeStringify).freeze();

/** Attributes that hold an address, of those that the sanitiser lets through. */
const ADDRESSES = ["href", "src", "cite"] as const;

/** HTML that renderMarkdown made, with every address whole, as from the page at `base`, and without the page's own marks. */
export function makeAbsolute(html: string, base: string): string {
  const page = reader.runSync({ type: "root", children: [{ type: "raw", value: html }] } as Root) as Root;
  visit(page, "element", (node, index, parent) => {
    if (parent && index !== undefined && isMark(node)) {
      parent.children.splice(index, 1);
      return [SKIP, index];
    }
    if (parent && index !== undefined && isHeadingBox(node)) {
      const headings = node.children.filter(isElement).filter((child) => !isMark(child));
      // The box tells which way its heading runs.
      for (const heading of headings) heading.properties.dir ??= node.properties.dir;
      parent.children.splice(index, 1, ...headings);
      return [SKIP, index];
    }
    for (const name of ADDRESSES) {
      const address = node.properties[name];
      if (typeof address === "string" && URL.canParse(address, base))
        node.properties[name] = new URL(address, base).href;
    }
  });
  return inItsDirection(writer.stringify(page));
}

const hasClass = ({ properties: { className } }: Element, name: string) =>
  Array.isArray(className) && className.includes(name);

/** A reader of feeds runs as its own language does. */
const inItsDirection = (html: string): string =>
  runsFromRight(html) ? `<div dir="auto">${html}</div>` : html;

/** The link that a paragraph or heading has to itself, and the names that a heading answers to. */
const isMark = (node: Element) =>
  (node.tagName === "a" && (hasClass(node, "pilcrow") || hasClass(node, "anchor"))) ||
  (node.tagName === "span" && hasClass(node, "alias"));

/** A heading and its link. */
const isHeadingBox = (node: Element) => node.tagName === "div" && hasClass(node, "heading");
