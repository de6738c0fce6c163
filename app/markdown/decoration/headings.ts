import GithubSlugger from "github-slugger";
import type { Element, Root } from "hast";
import { visit } from "unist-util-visit";
import { isHeading, isNotesTitle, lineOf } from "../plain-text";
import type { Heading, MarkdownOptions } from "../rendered";
import { alias, isOfThePage, linkSections, namesOf, type Section } from "./sections";

/** Level of the first heading in a text: the page already has an h1 above a post, and an h2 and h3 above a
 *  comment. */
const TOP = { post: 2, comment: 4 } as const;

/** Shifts headings to levels that fit the page and resolves the text's links to its own sections. In a post
 *  every heading gets an id, a permalink and alias ids, and the outline is returned. In a comment a heading
 *  gets an id only if the comment links to it, and the outline is empty. */
export function settleHeadings(
  page: Root,
  { kind, idPrefix = "", topHeading = TOP[kind] }: MarkdownOptions,
): Heading[] {
  const headings = headingsOf(page, topHeading);
  const shift = topHeading - Math.min(...headings.map(depthOf));
  for (const heading of headings) heading.tagName = `h${Math.min(6, depthOf(heading) + shift)}`;
  const sections = sectionsOf(headings, kind, idPrefix);
  const linked = linkSections(page, sections, idPrefix);
  if (kind === "comment") {
    for (const { heading, id } of linked) heading.properties.id = id;
    return [];
  }
  if (idPrefix === "") addAliases(page, sections);
  const inSummary = summaryHeadings(page);
  return sections.map(({ heading, id, text }) => {
    const depth = depthOf(heading);
    heading.properties.id = id;
    if (!inSummary.has(heading)) addPermalink(heading, anchor(id, text));
    return { depth, id, text };
  });
}

function sectionsOf(headings: Element[], kind: MarkdownOptions["kind"], idPrefix: string): Section[] {
  const slugger = new GithubSlugger();
  return headings.flatMap((heading) => {
    const text = lineOf(heading);
    if (text === "") return [];
    const ownId = typeof heading.properties.id === "string" ? heading.properties.id : undefined;
    const id = `${idPrefix}section-${slugger.slug(text) || "untitled"}`;
    return { heading, text, ownId, id: kind === "comment" ? (ownId ?? id) : id };
  });
}

function addAliases(page: Root, sections: Section[]): void {
  const ids = new Set<unknown>(sections.map(({ id }) => id));
  visit(page, "element", ({ properties: { id } }) => void ids.add(id));
  for (const [index, names] of namesOf(sections, "").entries()) {
    const free = names.filter((name) => !isOfThePage(name) && !ids.has(name));
    sections[index]?.heading.children.unshift(...free.map(alias));
  }
}

const depthOf = (heading: Element): number => Number(heading.tagName.slice(1));

function headingsOf(page: Root, topHeading: number): Element[] {
  const headings: Element[] = [];
  visit(page, "element", (node) => {
    if (!isHeading(node)) return;
    if (isNotesTitle(node)) node.tagName = `h${topHeading}`;
    else headings.push(node);
  });
  return headings;
}

/** The permalink is a sibling of the heading: inside it, screen readers would read the link as part of the
 *  heading. */
function addPermalink(heading: Element, link: Element): void {
  const alone: Element = { ...heading };
  heading.tagName = "div";
  heading.properties = { className: ["heading"] };
  heading.children = [alone, link];
}

/** A summary is interactive, so a heading inside it gets no permalink and no box. */
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
