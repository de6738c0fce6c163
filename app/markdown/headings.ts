import GithubSlugger from "github-slugger";
import type { Element, Root } from "hast";
import { visit } from "unist-util-visit";
import { isHeading, isNotesTitle, lineOf } from "./plain-text";
import type { Heading, MarkdownOptions } from "./rendered";

/** The page has the h1, a response has an h2 or h3 above it: a text starts one lower, whatever it starts with. */
const TOP = { post: 2, comment: 4 };

/** Moves headings to where the page can hold them; in a post, names them and gives each a link to itself. */
export function settleHeadings(page: Root, { kind, idPrefix = "" }: MarkdownOptions): Heading[] {
  const headings = headingsOf(page, kind);
  const shift = TOP[kind] - Math.min(...headings.map(depthOf));
  const slugger = new GithubSlugger();
  const outline: Heading[] = [];
  const inSummary = summaryHeadings(page);
  for (const heading of headings) {
    const depth = Math.min(6, depthOf(heading) + shift);
    heading.tagName = `h${depth}`;
    const text = lineOf(heading);
    if (kind === "comment" || text === "") continue;
    const id = `${idPrefix}section-${slugger.slug(text) || "untitled"}`;
    heading.properties.id = id;
    if (!inSummary.has(heading)) setLinkBeside(heading, anchor(id, text));
    outline.push({ depth, id, text });
  }
  return outline;
}

const depthOf = (heading: Element): number => Number(heading.tagName.slice(1));

function headingsOf(page: Root, kind: MarkdownOptions["kind"]): Element[] {
  const headings: Element[] = [];
  visit(page, "element", (node) => {
    if (!isHeading(node)) return;
    if (isNotesTitle(node)) node.tagName = `h${TOP[kind]}`;
    else headings.push(node);
  });
  return headings;
}

/** Within the heading, its words would be read as part of the heading's name. */
function setLinkBeside(heading: Element, link: Element): void {
  const alone: Element = { ...heading };
  heading.tagName = "div";
  heading.properties = { className: ["heading"] };
  heading.children = [alone, link];
}

/** A summary is itself something to press, and holds no box. */
function summaryHeadings(page: Root): Set<Element> {
  const found = new Set<Element>();
  visit(page, "element", (summary) => {
    if (summary.tagName !== "summary") return;
    visit(summary, "element", (node) => {
      if (isHeading(node)) found.add(node);
    });
  });
  return found;
}

const anchor = (id: string, text: string): Element => ({
  type: "element",
  tagName: "a",
  properties: { className: ["anchor"], href: `#${id}`, ariaLabel: `Link to section “${text}”` },
  children: [{ type: "text", value: "#" }],
});
