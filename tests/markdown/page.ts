// Shared by the tests of this folder: a site, and HTML parsed as a browser would parse it.
import { type DefaultTreeAdapterMap, parseFragment } from "parse5";
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

/** Every element of the page in document order, with its text content. */
export function tagsOf(html: string): Tag[] {
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
  walk(parseFragment(html));
  return tags;
}

export const find = (html: string, name: string): Tag[] => tagsOf(html).filter((tag) => tag.name === name);
export const idsOf = (html: string): string[] =>
  tagsOf(html).flatMap((tag) => (tag.attributes.id === undefined ? [] : [tag.attributes.id]));
