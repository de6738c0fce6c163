import type { Element, Root } from "hast";
import { isElement, lineOf } from "../plain-text";
import { isAttribution } from "./quotes";

/** Gives each paragraph a permalink whose id is a hash of its letters and digits only, so that corrected
 *  punctuation or a paragraph added above doesn't change it. Quoted paragraphs are included, since people
 *  cite quotations. Paragraphs in lists, tables and footnotes are not: they have no margin for the mark. */
export function addressParagraphs(page: Root, idPrefix: string): void {
  const counts = new Map<string, number>();
  const walk = (parent: Root | Element) => {
    for (const child of parent.children) {
      if (!isElement(child)) continue;
      if (child.tagName === "blockquote") walk(child);
      if (child.tagName !== "p" || isAttribution(child)) continue;
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

/** FNV-1a, xor-folded to 24 bits. Ids must never change, so the hash is defined here and not by a library. */
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
