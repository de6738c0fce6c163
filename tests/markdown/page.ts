// Shared by the tests of this folder: a site, and a page as a browser reads it.
import { type DefaultTreeAdapterMap, parseFragment, serialize } from "parse5";
import { renderMarkdown } from "../../app/markdown/markdown";
import type { MarkdownOptions, Rendered } from "../../app/markdown/rendered";

type Node = DefaultTreeAdapterMap["node"];

export const siteUrl = "https://longtable.example";
export const post: MarkdownOptions = { siteUrl, kind: "post" };
export const comment: MarkdownOptions = { siteUrl, kind: "comment", idPrefix: "c-1f3a-" };

export function rendered(source: string, options: MarkdownOptions = post): Rendered {
  const result = renderMarkdown(source, options);
  if (!result.ok) throw new Error(result.reason);
  return result;
}

export interface Tag {
  name: string;
  attributes: Record<string, string>;
  text: string;
}

interface Page {
  /** Every element in document order, with its text content. */
  tags: Tag[];
  /** The HTML as a browser would serialise it. */
  written: string;
}

let latest: { html: string; page: Page } | undefined;

/** Parses a page once for several queries in a row. */
export function read(html: string): Page {
  if (latest?.html !== html) latest = { html, page: parsePage(html) };
  return latest.page;
}

export function parsePage(html: string): Page {
  const tree = parseFragment(html);
  const tags: Tag[] = [];
  const walk = (node: Node): string => {
    if (node.nodeName === "#text" && "value" in node) return node.value;
    let tag: Tag | undefined;
    if ("tagName" in node) {
      tag = { name: node.tagName, attributes: {}, text: "" };
      for (const { name, value, prefix } of node.attrs)
        tag.attributes[prefix ? `${prefix}:${name}` : name] = value;
      tags.push(tag);
    }
    const inside = [
      ...("childNodes" in node ? node.childNodes : []),
      ...("content" in node ? [node.content] : []),
    ];
    const text = inside.map(walk).join("");
    if (tag) tag.text = text;
    return text;
  };
  walk(tree);
  return { tags, written: serialize(tree) };
}

export const tagsOf = (html: string): Tag[] => read(html).tags;
export const find = (html: string, name: string): Tag[] => tagsOf(html).filter((tag) => tag.name === name);
export const idsOf = (html: string): string[] =>
  tagsOf(html).flatMap((tag) => (tag.attributes.id === undefined ? [] : [tag.attributes.id]));
