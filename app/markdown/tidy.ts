// What the sanitiser lets through, and HTML, XML or a reader would still trip over.
import type { Element, Root } from "hast";
import { SKIP, visit } from "unist-util-visit";
import { OURS } from "./footnotes";
import { isElement } from "./plain-text";

// No feed, and so no export, could hold these: XML has no way to write them.
const UNPRINTABLE = /(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]/gu;
const SIMPLE_ID = /^[\p{L}\p{N}_:.-]{1,80}$/u;

export function tidy(page: Root, idPrefix: string): void {
  keepTasks(page);
  prefixIds(page, idPrefix);
  visit(page, (node) => {
    if (node.type === "text") node.value = node.value.replace(UNPRINTABLE, "");
    if (isElement(node)) tidyElement(node);
  });
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
    const target = targets.get(String(node.properties.href ?? ""));
    if (target) node.properties.href = target;
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
