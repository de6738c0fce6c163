// What may stand in what. Browsers show whatever people write; XHTML in an e-book has to have the structure that HTML prescribes, or some
// reading systems refuse the whole book.

import type { Element, ElementContent } from "hast";
import { isBlock, isElement } from "~/markdown/plain-text";

type Children = ElementContent[];

/** Where each element may stand; elsewhere it is a `div`, or a `span` for what lies in a line. */
const PARENTS = new Map<string, RegExp>([
  ["li", /^[uo]l$/],
  ["dt", /^dl$/],
  ["dd", /^dl$/],
  ["figcaption", /^figure$/],
  ["rt", /^ruby$/],
  ["rp", /^ruby$/],
]);
const IN_LINE = new Set(["rt", "rp"]);
const HEADING = /^h[1-6]$/;
/** Elements in which only phrasing may stand, and which aren't unwrapped by the renderer (markdown/safety/tidy.ts). */
const LINES = /^(?:p|pre|h[1-6])$/;

/** An element whose children are settled already, with a structure that is allowed: mostly the element itself. */
export function settleStructure(element: Element): Children {
  const children = element.children.map((child) => inItsPlace(child, element.tagName));
  const own = { ...element, children };
  return (SETTLERS.get(element.tagName) ?? settleOther)(own);
}

/** At the top of a text, nothing stands in its parent. */
export const settleTop = (children: Children): Children => children.map((child) => inItsPlace(child, "div"));

function inItsPlace(child: ElementContent, parent: string): ElementContent {
  if (!isElement(child) || (PARENTS.get(child.tagName)?.test(parent) ?? true)) return child;
  return renamed(child, IN_LINE.has(child.tagName) ? "span" : "div");
}

const renamed = (element: Element, tagName: string): Element => {
  const { value: _, ...properties } = element.properties;
  return { ...element, tagName, properties };
};

const isSpace = (node: ElementContent) => node.type === "text" && node.value.trim() === "";
const isNamed = (node: ElementContent | undefined, ...names: string[]): node is Element =>
  node !== undefined && isElement(node) && names.includes(node.tagName);
const elementOf = (tagName: string, children: Children): Element => ({
  ...{ type: "element", tagName, properties: {}, children },
});

function settleOther(element: Element): Children {
  return LINES.test(element.tagName) && element.children.some((child) => isElement(child) && isBlock(child))
    ? settleLines(element)
    : [element];
}

/** A paragraph around a block is a division. In a heading or in code, the block's words stay. */
function settleLines(element: Element): Children {
  if (element.tagName === "p") return [renamed(element, "div")];
  const children = element.children.flatMap((child): Children => {
    if (!isElement(child) || !isBlock(child)) return [child];
    return [...wordsIn(child.children), { type: "text", value: "\n" }];
  });
  return [{ ...element, children }];
}

const wordsIn = (children: Children): Children =>
  children.flatMap((child) => (isElement(child) && isBlock(child) ? wordsIn(child.children) : [child]));

const SETTLERS = new Map<string, (element: Element) => Children>([
  ["ul", settleList],
  ["ol", settleList],
  ["dl", settleTerms],
  ["dt", (element) => [withoutHeadings(element)]],
  ["th", (element) => [withoutHeadings(withSpans(element))]],
  ["td", (element) => [withSpans(element)]],
  ["figure", settleFigure],
  ["table", settleTable],
  ["ruby", settleRuby],
  ["bdo", (element) => [element.properties.dir ? element : renamed(element, "span")]],
]);

function settleList(list: Element): Children {
  const children = list.children.map((child) =>
    isSpace(child) || isNamed(child, "li") ? child : elementOf("li", [child]),
  );
  const items =
    list.tagName === "ol"
      ? children
      : children.map((child) => (isNamed(child, "li") ? renamed(child, "li") : child));
  return [{ ...list, children: items }];
}

/** Terms and their descriptions take turns, beginning with a term and ending with a description; otherwise they are paragraphs. */
function settleTerms(list: Element): Children {
  const items = list.children
    .flatMap((child) => (isNamed(child, "div") ? child.children : [child]))
    .filter((child) => !isSpace(child));
  const order = items.map((item) => (isElement(item) ? item.tagName : "text")).join(" ");
  if (/^(?:dt(?: dt)* dd(?: dd)*(?: |$))*$/.test(order)) return [{ ...list, children: items }];
  const plain = items.map((item) => (isNamed(item, "dt", "dd") ? renamed(item, "div") : item));
  return [{ ...list, tagName: "div", children: plain }];
}

function withoutHeadings(element: Element): Element {
  const children = element.children.map((child) => {
    if (!isElement(child)) return child;
    return withoutHeadings(HEADING.test(child.tagName) ? renamed(child, "div") : child);
  });
  return { ...element, children };
}

function withSpans(cell: Element): Element {
  const { colSpan, rowSpan, ...properties } = cell.properties;
  return {
    ...cell,
    properties: {
      ...properties,
      ...(Number(colSpan) >= 1 && { colSpan }),
      ...(Number(rowSpan) >= 0 && rowSpan !== undefined && { rowSpan }),
    },
  };
}

/** The caption stands first or last. */
function settleFigure(figure: Element): Children {
  const solid = figure.children.filter((child) => !isSpace(child));
  const captions = solid.filter((child) => isNamed(child, "figcaption"));
  const isFine =
    captions.length === 0 ||
    (captions.length === 1 && (solid[0] === captions[0] || solid.at(-1) === captions[0]));
  if (isFine) return [figure];
  const children = figure.children.map((child) =>
    isNamed(child, "figcaption") ? renamed(child, "div") : child,
  );
  return [{ ...figure, tagName: "div", children }];
}

/** One caption, one head, the body, one foot. */
function settleTable(table: Element): Children {
  const named = (...names: string[]) => table.children.filter((child) => isNamed(child, ...names));
  const [caption] = named("caption");
  const [head, ...heads] = named("thead");
  const [foot, ...feet] = named("tfoot");
  const body = table.children.flatMap((child): Children => {
    if (isNamed(child, "tbody")) return [child];
    if (isNamed(child, "thead", "tfoot"))
      return [...heads, ...feet].includes(child) ? [renamed(child, "tbody")] : [];
    return isNamed(child, "tr") ? [elementOf("tbody", [child])] : [];
  });
  const children = [caption, head, ...body, foot].flatMap((child) => child ?? []);
  return [{ ...table, children }];
}

/** Each base has a reading. What has none stands beside. */
function settleRuby(ruby: Element): Children {
  const pairs: Children = [];
  let base: Children = [];
  for (const child of ruby.children) {
    const name = isElement(child) ? child.tagName : "";
    if (name === "rp") continue;
    if (!isElement(child) || name !== "rt") base.push(child);
    else if (base.every(isSpace)) base.push(...child.children);
    else {
      const brackets = ["(", ")"].map((value) => elementOf("rp", [{ type: "text", value }]));
      pairs.push(...base, ...brackets.slice(0, 1), child, ...brackets.slice(1));
      base = [];
    }
  }
  return pairs.length > 0 ? [{ ...ruby, children: pairs }, ...base] : base;
}
