import type { Element, Root } from "hast";
import { isElement, lineOf } from "../plain-text";

/** Gives each paragraph an address that lives as long as its words do: it comes from the letters and digits alone,
 *  so that a mended comma, or a paragraph added above, does not break it. Quoted paragraphs count as well: people
 *  cite quotations. Those in lists, tables and notes do not, as those have no margin to put a mark in. */
export function addressParagraphs(page: Root, idPrefix: string): void {
  const counts = new Map<string, number>();
  const walk = (parent: Root | Element) => {
    for (const child of parent.children) {
      if (!isElement(child)) continue;
      if (child.tagName === "blockquote") walk(child);
      if (child.tagName !== "p") continue;
      const line = lineOf(child);
      if (line === "") continue;
      const name = fingerprint(line.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "") || line);
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      const id = `${idPrefix}p-${name}${count > 1 ? `-${count}` : ""}`;
      child.properties.id = id;
      child.children.push({ type: "text", value: " " }, pilcrow(id));
    }
  };
  walk(page);
}

/** FNV-1a, folded to 24 bits: the same everywhere, without a library. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (((hash >>> 24) ^ hash) & 0xffffff).toString(16).padStart(6, "0");
}

const pilcrow = (id: string): Element => ({
  type: "element",
  tagName: "a",
  properties: { className: ["pilcrow"], href: `#${id}`, ariaLabel: "Link to this paragraph" },
  children: [{ type: "text", value: "¶" }],
});
