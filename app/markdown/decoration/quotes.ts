import type { Element, ElementContent, Root } from "hast";
import { visit } from "unist-util-visit";
import { isElement } from "../plain-text";

/** Attributions in one text. More is an index of a discussion; the further ones stay links. */
const MAX_ATTRIBUTIONS = 50;

/** A response, by its address or its place on a page, or a post and perhaps a paragraph of it. */
const QUOTABLE = /^\/(?:comments\/[1-9]\d{0,9}|posts\/[^/?#]+(?:\?page=\d+)?(?:#.*)?)$/;

/**
 * A quotation whose first line is only a link to a response or a post of this site says with it where its words come from. This line becomes a
 * slot: whose words they are is written when a page is made. The link as typed stands in it, for where nobody fills it.
 */
export function settleQuotes(page: Root): void {
  let count = 0;
  visit(page, "element", (quote) => {
    if (quote.tagName !== "blockquote" || count === MAX_ATTRIBUTIONS) return;
    const first = quote.children.find(isElement);
    if (first?.tagName !== "p") return;
    const [link, ...after] = withoutSpace(first.children);
    if (!isElement(link) || link.tagName !== "a" || !QUOTABLE.test(String(link.properties.href))) return;
    const words = afterLine(after);
    if (!words) return;
    count += 1;
    const properties = { className: ["quote-source"], dataQuote: String(link.properties.href) };
    const colon = { type: "text", value: ":" } as const;
    const source: Element = { type: "element", tagName: "p", properties, children: [link, colon] };
    first.children = words;
    const rest = words.length > 0 ? [{ type: "text", value: "\n" } as const, first] : [];
    quote.children.splice(quote.children.indexOf(first), 1, source, ...rest);
  });
}

export const isAttribution = ({ properties }: Element): boolean => properties.dataQuote !== undefined;

function withoutSpace(children: ElementContent[]): ElementContent[] {
  const [first, ...rest] = children;
  return first?.type === "text" && first.value.trim() === "" ? rest : children;
}

/** What follows the line that a link is on; null if words follow it on that line. */
function afterLine([next, ...rest]: ElementContent[]): ElementContent[] | null {
  if (!next) return [];
  if (isElement(next)) return next.tagName === "br" ? trimStart(rest) : null;
  const match = next.type === "text" ? /^[ \t]*:?[ \t]*(?:\n|$)/.exec(next.value) : null;
  if (!match || next.type !== "text") return null;
  const after = next.value.slice(match[0].length);
  if (after !== "") return [{ type: "text", value: after }, ...rest];
  // A line break in Markdown is an element and a line's end.
  if (match[0].includes("\n") || rest.length === 0) return rest;
  return isElement(rest[0]) && rest[0].tagName === "br" ? trimStart(rest.slice(1)) : null;
}

function trimStart(children: ElementContent[]): ElementContent[] {
  const [first, ...rest] = children;
  return first?.type === "text" ? [{ ...first, value: first.value.trimStart() }, ...rest] : children;
}
