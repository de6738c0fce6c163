import type { Element, ElementContent, Root } from "hast";
import { SKIP, visit } from "unist-util-visit";
import { isElement } from "../plain-text";

/** Prefix of ids that the sanitiser has seen. The parser replaces typed NUL characters, so an id with two of
 *  them (one from remark-rehype, one from the sanitiser) is a generated footnote id and cannot be forged. */
export const OURS = "\0";

const NOTE_ID = `${OURS}${OURS}fn-`;
const TO_NOTE = `#${OURS}fn-`;
const TO_REFERENCE = `#${OURS}fnref-`;

/** Numbers footnotes in the order of reading (`fn-1`; references `fnref-1`, `fnref-1-2`), whatever labels the
 *  author used, and adds the ARIA roles and names that screen readers need. */
export function numberFootnotes(page: Root, idPrefix: string): void {
  const numbers = new Map<string, number>();
  visit(page, "element", (section) => {
    const notes = section.tagName === "section" ? ownNotes(section) : [];
    if (notes.length === 0) return;
    Object.assign(section.properties, { className: ["footnotes"], dataFootnotes: "", role: "doc-endnotes" });
    const label = section.children.find(isElement);
    if (label) label.properties = { id: `${idPrefix}footnote-label`, className: ["footnotes-title"] };
    for (const note of notes) {
      const number = numbers.size + 1;
      numbers.set(String(note.properties.id).slice(NOTE_ID.length), number);
      note.properties.id = `${idPrefix}fn-${number}`;
      nameBackLinks(note, `${idPrefix}fnref-${number}`, number);
    }
    return SKIP;
  });
  if (numbers.size > 0) nameReferences(page, numbers, idPrefix);
}

function ownNotes(section: Element): Element[] {
  const list = section.children.find((child) => isElement(child) && child.tagName === "ol");
  return isElement(list) ? list.children.filter(isNote) : [];
}

const isNote = (node: ElementContent): node is Element =>
  isElement(node) && String(node.properties.id ?? "").startsWith(NOTE_ID);

function nameBackLinks(note: Element, reference: string, number: number): void {
  let count = 0;
  visit(note, "element", (node) => {
    if (!String(node.properties.href ?? "").startsWith(TO_REFERENCE)) return;
    count += 1;
    const again = count > 1 ? `-${count}` : "";
    node.properties = {
      href: `#${reference}${again}`,
      className: ["footnote-back"],
      role: "doc-backlink",
      ariaLabel: `Back to reference ${number}${again}`,
    };
  });
}

function nameReferences(page: Root, numbers: Map<string, number>, idPrefix: string): void {
  const counts = new Map<number, number>();
  visit(page, "element", (node) => {
    const href = String(node.properties.href ?? "");
    const number = href.startsWith(TO_NOTE) ? numbers.get(href.slice(TO_NOTE.length)) : undefined;
    if (number === undefined) return;
    const count = (counts.get(number) ?? 0) + 1;
    counts.set(number, count);
    node.properties = {
      href: `#${idPrefix}fn-${number}`,
      id: `${idPrefix}fnref-${number}${count > 1 ? `-${count}` : ""}`,
      className: ["footnote-ref"],
      role: "doc-noteref",
      ariaDescribedBy: [`${idPrefix}footnote-label`],
    };
  });
}
