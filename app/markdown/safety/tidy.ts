// What the sanitiser lets through, and HTML, XML or a reader would still trip over.
import type { Element, Root, RootContent } from "hast";
import { SKIP, visit } from "unist-util-visit";
import { decodeFragment, isInEveryPost } from "../decoration/sections";
import { isBlock, isElement } from "../plain-text";
import { OURS } from "../syntax/footnotes";

// No feed, and so no export, could hold these: XML has no way to write them.
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

/** A tag that was left open, as in "see <a href=…>this", would run to the end of the text and wrap all that follows:
 *  what belongs within a line never holds a block. Gives whether the parent does. */
function closeOpen(parent: Root | Element): boolean {
  let holdsBlock = false;
  const settle = (child: RootContent): RootContent[] => {
    if (!isElement(child)) return [child];
    const inner = closeOpen(child);
    holdsBlock ||= inner || isBlock(child);
    if (!inner || !PHRASING.has(child.tagName)) return [child];
    // <a id="usage"/> before a heading is such a tag too: the place that it names stays.
    const { id } = child.properties;
    return id
      ? [{ type: "element", tagName: "span", properties: { id }, children: [] }, ...child.children]
      : child.children;
  };
  parent.children = (parent.children as RootContent[]).flatMap(settle) as Element["children"];
  return holdsBlock;
}

/** A tick box stands for a task of a list, and nowhere else. */
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

/** A writer's own ids can be linked to within the text, but never meet an id of the page. */
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
  // Only the footnotes are a section, to assistive technology too.
  if (node.tagName === "section" && !properties.role) node.tagName = "div";
  if (properties.align) {
    properties.className = [`align-${properties.align}`];
    delete properties.align;
  }
}
