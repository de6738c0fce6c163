// Images are never loaded from other sites, because those sites would learn who reads which page.
import type { Element, Root, Text } from "hast";
import { isElement } from "../plain-text";
import { readAddress } from "../safety/addresses";
import { isVisible } from "../visible";

/** Replaces each image on another site by a link to it. Inside a link, which cannot contain another link,
 *  only the alternative text remains. */
export function linkForeignPictures(page: Root, site: URL): void {
  const settle = (parent: Root | Element, insideLink: boolean) => {
    for (const [index, child] of parent.children.entries()) {
      if (!isElement(child)) continue;
      const address = child.tagName === "img" ? readAddress(String(child.properties.src ?? ""), site) : null;
      if (address?.to !== "web") settle(child, insideLink || child.tagName === "a");
      else parent.children[index] = insideLink ? wordsOf(child, address.href) : linkTo(child, address.href);
    }
  };
  settle(page, false);
}

const linkTo = (picture: Element, href: string): Element => {
  const { id, title } = picture.properties;
  return {
    type: "element",
    tagName: "a",
    properties: { ...(id && { id }), ...(title && { title }), href },
    children: [wordsOf(picture, href)],
  };
};

function wordsOf(picture: Element, href: string): Text {
  const alt = String(picture.properties.alt ?? "");
  return { type: "text", value: isVisible(alt) ? alt : href };
}
