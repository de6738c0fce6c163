import type { Element, ElementContent, Root, Text } from "hast";
import { isElement } from "../plain-text";
import type { MarkdownOptions, Mention } from "../rendered";
import { mentionsIn } from "../syntax/mentions";

/** People that one text links to. More is a list of members, which nobody reads as a word to each of them. */
export const MAX_MENTIONS = 50;

/** Where "@ada" is no mention: code, the words of a link or a button, and words that are somebody else's. */
const NOT_IN = new Set(["a", "blockquote", "code", "kbd", "pre", "q", "samp", "summary", "var"]);

/** Makes a slot of each mention of these people, by handle. Its link is made when a page is: the person may be called otherwise then, or
 *  have left. Returns those mentioned, each once. */
export function settleMentions(page: Root, { mentions = {} }: MarkdownOptions): Mention[] {
  const people = new Map(Object.entries(mentions));
  if (people.size === 0) return [];
  const found = new Map<number, Mention>();
  const split = (text: Text): ElementContent[] => {
    const pieces: ElementContent[] = [];
    let written = 0;
    for (const { at, typed, handle } of mentionsIn(text.value)) {
      const personId = people.get(handle);
      if (personId === undefined || (!found.has(personId) && found.size === MAX_MENTIONS)) continue;
      found.set(personId, found.get(personId) ?? { handle, personId });
      if (at > written) pieces.push({ type: "text", value: text.value.slice(written, at) });
      pieces.push(slot(personId, typed));
      written = at + typed.length;
    }
    if (pieces.length === 0) return [text];
    return written < text.value.length
      ? [...pieces, { type: "text", value: text.value.slice(written) }]
      : pieces;
  };
  const walk = (parent: Root | Element) => {
    const settled = parent.children.flatMap((child): ElementContent[] => {
      if (child.type === "text") return split(child);
      if (isElement(child) && !NOT_IN.has(child.tagName)) walk(child);
      return [child as ElementContent];
    });
    parent.children = settled;
  };
  walk(page);
  return [...found.values()];
}

const slot = (personId: number, typed: string): Element => ({
  type: "element",
  tagName: "span",
  properties: { dataPerson: String(personId) },
  children: [{ type: "text", value: typed }],
});
