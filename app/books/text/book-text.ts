// Turns a stored text into XHTML for a book: its ids, links and pictures are those of the book, and what only works on a page is left out.

import type { Element, ElementContent, Properties, Root, RootContent } from "hast";
import rehypeRaw from "rehype-raw";
import rehypeStringify from "rehype-stringify";
import { unified } from "unified";
import { legal } from "~/feeds/xml";
import { hasClass, isHeadingBox, isPermalink } from "~/markdown/absolute";
import { mediaHash } from "~/markdown/media-address";
import { isElement } from "~/markdown/plain-text";
import { cleanAttributes } from "./book-attributes";
import { bookId } from "./book-ids";
import { settleStructure, settleTop } from "./book-structure";

/** How links and pictures of a text are written. */
export interface TextLook {
  prefix: string;
  /** The address of a link in the book, or of the site; null for none. */
  linkTo(href: string): string | null;
  /** A picture in the book, by the hash in its address; null if it isn't there. */
  picture(hash: string): { src: string; width: number; height: number } | null;
  /** Whether the notes go elsewhere. */
  takesNotes: boolean;
  /** Levels by which headings rise. */
  rise: number;
}

export interface BookText {
  xhtml: string;
  /** The items of the list of notes; "" if there are none, or they stay in the text. */
  notes: string;
}

const reader = unified().use(rehypeRaw).freeze();
const writer = unified()
  .use(rehypeStringify, {
    closeSelfClosing: true,
    characterReferences: { useNamedReferences: false },
    collapseEmptyAttributes: false,
  })
  .freeze();

export function toBookText(html: string, look: TextLook): BookText {
  if (html === "") return { xhtml: "", notes: "" };
  const page = reader.runSync({ type: "root", children: [{ type: "raw", value: html }] } as Root) as Root;
  const seen = new Set<string>();
  const settle = (node: RootContent, isInLink: boolean): ElementContent[] => {
    if (node.type === "text") return [node];
    if (!isElement(node) || isPermalink(node)) return [];
    if (node.tagName === "picture" || node.tagName === "img") return settlePicture(node, look, isInLink);
    if (node.tagName === "input") return [{ type: "text", value: node.properties.checked ? "☑ " : "☐ " }];
    const isLink = node.tagName === "a";
    const inner = hasClass(node, "cut") ? withoutWords(node) : node.children;
    const children = inner.flatMap((child) => settle(child, isInLink || isLink));
    if (isHeadingBox(node)) return unbox(children, node.properties.dir);
    const properties = cleanAttributes(node);
    settleId(properties, look.prefix, seen);
    if (isLink && typeof node.properties.href === "string") {
      const href = look.linkTo(node.properties.href);
      if (href === null) return children;
      properties.href = href;
    }
    return settleStructure({ type: "element", tagName: nameOf(node, look), properties, children });
  };
  page.children = settleTop(page.children.flatMap((child) => settle(child, false)));
  const notes = look.takesNotes ? takeNotes(page) : [];
  return { xhtml: write(page.children), notes: write(notes) };
}

/** The end of a CDATA section may not stand in a text (XML 1.0, section 2.4). */
const write = (children: RootContent[]): string =>
  legal(writer.stringify({ type: "root", children })).replaceAll("]]>", "]]&gt;");

/** Paper and many e-readers can't open anything. */
function nameOf({ tagName }: Element, { rise }: TextLook): string {
  if (tagName === "details" || tagName === "summary") return "div";
  return /^h[1-6]$/.test(tagName) ? `h${Math.max(1, Number(tagName[1]) - rise)}` : tagName;
}

function settleId(properties: Properties, prefix: string, seen: Set<string>): void {
  const { id } = properties;
  if (typeof id !== "string") return;
  if (seen.has(id)) delete properties.id;
  else properties.id = bookId(prefix, id);
  seen.add(id);
}

/** The headings of a box, with its direction. */
const unbox = (children: ElementContent[], dir: Properties[string]): ElementContent[] =>
  children.map((child) => {
    if (isElement(child) && typeof dir === "string") child.properties.dir ??= dir;
    return child;
  });

/** The link of a tall picture has words for a screen. */
const withoutWords = (link: Element) =>
  link.children.filter((child) => isElement(child) && child.tagName !== "span");

function settlePicture(node: Element, look: TextLook, isInLink: boolean): ElementContent[] {
  const image = node.tagName === "picture" ? node.children.findLast(isElement) : node;
  if (image?.tagName !== "img") return [];
  const alt = String(image.properties.alt ?? "");
  const address = String(image.properties.src ?? "");
  const hash = mediaHash(address);
  const picture = hash === undefined ? null : look.picture(hash);
  if (picture) {
    const title = image.properties.title;
    const properties = { ...picture, alt, ...(typeof title === "string" && { title }) };
    return [{ type: "element", tagName: "img", properties, children: [] }];
  }
  const words: ElementContent = { type: "text", value: alt.trim() || "Picture" };
  const href = isInLink ? null : look.linkTo(address);
  return [href === null ? words : { type: "element", tagName: "a", properties: { href }, children: [words] }];
}

/** Takes the notes out of a text: the items of their list. */
function takeNotes(page: Root): Element[] {
  const section = page.children.findLast(
    (child): child is Element => isElement(child) && child.properties.role === "doc-endnotes",
  );
  if (!section) return [];
  page.children.splice(page.children.indexOf(section), 1);
  const list = section.children.find((child) => isElement(child) && child.tagName === "ol");
  return isElement(list) ? list.children.filter(isElement) : [];
}
