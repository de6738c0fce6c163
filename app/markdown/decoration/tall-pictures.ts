// Pictures that are taller than any screen: a web page, or what somebody scrolled through on a telephone. Seen whole, their letters would be
// too small to read.
import type { Element, Root } from "hast";
import { isElement } from "../plain-text";

/** Telephones are 2.3 times as tall as wide. */
export const TALL_RATIO = 2.5;
/** A lower one stands whole on most screens. */
const MIN_TALL_PX = 900;

export const isTall = ({ width, height }: { width: number; height: number }): boolean =>
  height > MIN_TALL_PX && height > width * TALL_RATIO;

/** Links each tall picture of a comment to itself: between other people's words a page shows its beginning only (prose.css), and the whole of it
 *  in a post. One in its writer's own link stays there. */
export function linkTallPictures(page: Root): void {
  const walk = (parent: Root | Element) => {
    for (const [index, child] of parent.children.entries()) {
      if (!isElement(child) || child.tagName === "a") continue;
      if (child.tagName === "picture") parent.children[index] = linkIfTall(child);
      else walk(child);
    }
  };
  walk(page);
}

function linkIfTall(picture: Element): Element {
  const { src, className } = picture.children.findLast(isElement)?.properties ?? {};
  if (!Array.isArray(className) || !className.includes("tall")) return picture;
  const words: Element = {
    type: "element",
    tagName: "span",
    properties: {},
    children: [{ type: "text", value: "Open the whole picture" }],
  };
  return {
    type: "element",
    tagName: "a",
    properties: { className: ["cut"], href: String(src) },
    children: [picture, { type: "text", value: " " }, words],
  };
}
