// What word processors and web pages say by styles is said by elements, and what a text can't have is taken out.

import type { Element, ElementContent, Root, RootContent } from "hast";
import { SKIP, visit } from "unist-util-visit";
import { listWordItems } from "./word-lists";

/** Elements that have nothing to read. */
const UNREAD = new Set(
  "head title meta link style script noscript template iframe object embed svg math audio video canvas button select input textarea".split(
    " ",
  ),
);

/** Addresses that mean the same on every page. */
const ADDRESS = /^(https?:\/\/|mailto:)/i;

/** Changes the tree. Returns the number of pictures that were left out. */
export function cleanPaste(tree: Root): number {
  listWordItems(tree);
  let pictures = 0;
  visit(tree, (node, index, parent) => {
    if (!parent || index === undefined) return;
    const replace = (...nodes: ElementContent[]) => {
      (parent.children as RootContent[]).splice(index, 1, ...nodes);
      return [SKIP, index] as [typeof SKIP, number];
    };
    if (node.type === "comment" || node.type === "doctype") return replace();
    if (node.type === "text") {
      node.value = node.value.replace(/\u00a0(?![:;!?»])/g, (space, at: number) =>
        node.value[at - 1] === "«" ? space : " ",
      );
      return;
    }
    if (node.type !== "element") return;
    if (UNREAD.has(node.tagName) || isHidden(node)) return replace();
    if (node.tagName === "img") {
      pictures++;
      const alt = String(node.properties.alt ?? "").trim();
      return replace({ type: "text", value: alt ? `(Picture left out: ${alt})` : "(Picture left out)" });
    }
    if (node.tagName === "a" && !ADDRESS.test(String(node.properties.href ?? "")))
      return replace(...node.children);
    if (node.tagName === "a" && (!hasContent(node) || node.children.some(holdsBlock)))
      return replace(...linkWithin(node, node.children));
    // Google Docs puts everything into a "b" that isn't bold.
    if (/^(b|strong)$/.test(node.tagName) && /font-weight:\s*(normal|400)/.test(styleOf(node)))
      return replace(...node.children);
    if (node.tagName === "span") return replace(...emphasise(node));
  });
  moveSpacesOut(tree);
  raiseHeadings(tree);
  return pictures;
}

const BLOCK =
  /^(address|article|aside|blockquote|center|d[dlt]|div|fig(ure|caption)|footer|h[1-6]|header|hr|li|main|nav|[ou]l|p|pre|section|t(able|body|d|foot|h|head|r))$/;

const isBlock = (node: ElementContent): boolean => node.type === "element" && BLOCK.test(node.tagName);

const holdsBlock = (node: ElementContent): boolean =>
  node.type === "element" && (isBlock(node) || node.children.some(holdsBlock));

const hasContent = (node: ElementContent): boolean =>
  node.type === "text"
    ? node.value.trim() !== ""
    : node.type === "element" && (node.tagName === "img" || node.children.some(hasContent));

/** A link around paragraphs or lists, as HTML had them before 2010, becomes a link in each: Markdown's links stand within a paragraph. */
function linkWithin(link: Element, nodes: ElementContent[]): ElementContent[] {
  const within: ElementContent[] = [];
  let line: ElementContent[] = [];
  const end = () => {
    within.push(...(line.some(hasContent) ? [{ ...link, children: line }] : line));
    line = [];
  };
  for (const node of nodes) {
    if (node.type !== "element" || !holdsBlock(node)) line.push(node);
    else {
      end();
      within.push({ ...node, children: linkWithin(link, node.children) });
    }
  }
  end();
  return within;
}

const styleOf = ({ properties }: Element) => String(properties.style ?? "").toLowerCase();

/** Word repeats each list's marks in a span that it ignores itself. */
const isHidden = (node: Element) => /mso-list:\s*ignore|display:\s*none/.test(styleOf(node));

/** The content of a span, in an element for its style. */
function emphasise(span: Element): ElementContent[] {
  const style = styleOf(span);
  const wrap = (tagName: string, children: ElementContent[]): ElementContent[] => [
    { type: "element", tagName, properties: {}, children },
  ];
  let content = span.children;
  if (/text-decoration[^;]*:\s*[^;]*line-through/.test(style)) content = wrap("del", content);
  if (/font-style:\s*italic/.test(style)) content = wrap("em", content);
  if (/font-weight:\s*(bold|[6-9]00)/.test(style)) content = wrap("strong", content);
  return content;
}

const MARKED = /^(a|b|strong|i|em|del|s)$/;

/** Spaces at the edge of emphasis stand outside: Markdown's marks must touch a word. */
function moveSpacesOut(parent: Root | Element): void {
  parent.children = (parent.children as ElementContent[]).flatMap((node): ElementContent[] => {
    if (node.type !== "element") return [node];
    moveSpacesOut(node);
    if (!MARKED.test(node.tagName)) return [node];
    const [first, last] = [node.children[0], node.children.at(-1)];
    const hasBefore = first?.type === "text" && /^\s/.test(first.value);
    const hasAfter = last?.type === "text" && /\s$/.test(last.value);
    if (first?.type === "text") first.value = first.value.trimStart();
    if (last?.type === "text") last.value = last.value.trimEnd();
    const space: ElementContent = { type: "text", value: " " };
    return [...(hasBefore ? [space] : []), node, ...(hasAfter ? [{ ...space }] : [])];
  });
}

/** The title of the page is the only heading of the first level. */
function raiseHeadings(tree: Root): void {
  const headings: Element[] = [];
  visit(tree, "element", (node) => {
    if (/^h[1-6]$/.test(node.tagName)) headings.push(node);
  });
  if (!headings.some(({ tagName }) => tagName === "h1")) return;
  for (const heading of headings) heading.tagName = `h${Math.min(6, Number(heading.tagName[1]) + 1)}`;
}
