// Repairs what the sanitiser allows but HTML validators, XML or screen readers would reject.
import type { Element, Root, RootContent } from "hast";
import { SKIP, visit } from "unist-util-visit";
import { decodeFragment, isInEveryPost } from "../decoration/sections";
import { isBlock, isElement } from "../plain-text";
import { OURS } from "../syntax/footnotes";

// Characters that XML 1.0 cannot represent, and that would make feeds and exports invalid.
const UNPRINTABLE = /(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]/gu;
const SIMPLE_ID = /^[\p{L}\p{N}_:.-]{1,80}$/u;

export function tidy(page: Root, idPrefix: string): void {
  closeOpen(page);
  keepTasks(page);
  prefixIds(page, idPrefix);
  visit(page, (node) => {
    if (node.type === "text") node.value = node.value.replace(UNPRINTABLE, "");
    if (isElement(node)) tidyElement(node);
  });
}

const PHRASING = new Set(
  "a abbr b bdi bdo cite code dfn em i kbd mark q s samp small span strong sub sup time u var".split(" "),
);

/** An unclosed tag, as in "see <a href=…>this", would extend to the end of the text. A phrasing element that
 *  contains a block is therefore unwrapped. Returns whether the parent contains a block. */
function closeOpen(parent: Root | Element): boolean {
  let holdsBlock = false;
  const settle = (child: RootContent): RootContent[] => {
    if (!isElement(child)) return [child];
    const inner = closeOpen(child);
    holdsBlock ||= inner || isBlock(child);
    if (isEmptyLink(child)) return [];
    if (!inner || !PHRASING.has(child.tagName)) return [child];
    const linked = linkInside(child);
    if (linked) return [linked];
    // `<a id="usage"/>` before a heading is such an unclosed tag: its id stays as a link target.
    const { id } = child.properties;
    return id
      ? [{ type: "element", tagName: "span", properties: { id }, children: [] }, ...child.children]
      : child.children;
  };
  parent.children = (parent.children as RootContent[]).flatMap(settle) as Element["children"];
  return holdsBlock;
}

/** What the parser leaves of a link that stood around paragraphs: nobody could see it, but find it with Tab. */
const isEmptyLink = ({ tagName, properties, children }: Element): boolean =>
  tagName === "a" && Boolean(properties.href) && !properties.id && children.every(isSpace);

const isSpace = (node: RootContent): boolean => node.type === "text" && node.value.trim() === "";

/** A link around one paragraph or heading, as HTML had them before 2010, goes inside it. Null for another element: what was not closed would
 *  make a link of all that follows. */
function linkInside(link: Element): Element | null {
  const [block, ...more] = link.children.filter((child) => !isSpace(child));
  if (
    link.tagName !== "a" ||
    more.length > 0 ||
    !block ||
    !isElement(block) ||
    !/^(p|h[1-6])$/.test(block.tagName)
  )
    return null;
  return { ...block, children: [{ ...link, children: block.children }] };
}

/** Checkboxes are allowed only in task list items; all others are removed. */
function keepTasks(page: Root): void {
  visit(page, "element", (node) => {
    const classes = node.properties.className;
    if (node.tagName !== "li" || !Array.isArray(classes) || !classes.includes("task-list-item")) return;
    const first = node.children.find(isElement);
    const box = first?.tagName === "p" ? first.children.find(isElement) : first;
    if (box?.tagName === "input") box.properties.ariaLabel = box.properties.checked ? "Done" : "To do";
  });
  visit(page, "element", (node, index, parent) => {
    if (node.tagName !== "input" || node.properties.ariaLabel || index === undefined) return;
    parent?.children.splice(index, 1);
    return [SKIP, index];
  });
}

/** Prefixes authors' ids, so that they can be linked to within the text and never collide with ids of the
 *  page. */
function prefixIds(page: Root, idPrefix: string): void {
  const targets = new Map<string, string>();
  visit(page, "element", (node) => {
    const id = String(node.properties.id ?? "");
    if (!id.startsWith(OURS)) return;
    delete node.properties.id;
    const written = id.replaceAll(OURS, "");
    if (!SIMPLE_ID.test(written) || targets.has(`#${written}`)) return;
    node.properties.id = `${idPrefix}user-${written}`;
    targets.set(`#${written}`, `#${idPrefix}user-${written}`);
  });
  if (targets.size === 0) return;
  visit(page, "element", (node) => {
    const href = String(node.properties.href ?? "");
    if (!href.startsWith("#")) return;
    const name = decodeFragment(href.slice(1));
    const target = targets.get(`#${name}`);
    if (target && !isInEveryPost(name)) node.properties.href = target;
  });
}

function tidyElement(node: Element): void {
  const { properties } = node;
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === "string") properties[name] = value.replace(UNPRINTABLE, "");
    if (Array.isArray(value) && value.length === 0) delete properties[name];
  }
  // Only the footnotes are a `section`, so that assistive technology announces no other landmark.
  if (node.tagName === "section" && !properties.role) node.tagName = "div";
  if (properties.align) {
    properties.className = [`align-${properties.align}`];
    delete properties.align;
  }
}
