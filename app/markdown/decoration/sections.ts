// Resolves links to sections by GitHub's heading slugs, because people write tables of contents by hand with
// those.
import GithubSlugger from "github-slugger";
import type { Element, Root } from "hast";
import { visit } from "unist-util-visit";

export interface Section {
  heading: Element;
  /** Text of the heading as one line. */
  text: string;
  /** Id of the section; a comment's heading gets it only when something links to it. */
  id: string;
  /** Id that the author wrote in HTML, with the prefix of author ids. */
  ownId: string | undefined;
}

/** Ids that every post page has and that authors may link to, whatever their sections are called. */
const IN_EVERY_POST = /^(?:responses|respond|(?:comment|pingback)-\d+)$/;

/** Ids of page elements, of paragraphs and of other texts on the page. */
const OF_THE_PAGE =
  /^(?:main|preview|paragraph-links|(?:responses|respond|preview)-title|field-.*|p-[0-9a-f]{6}|c-[\w-]+-(?:fn|fnref|footnote|user|section)-.*)$/;

export const isInEveryPost = (id: string): boolean => IN_EVERY_POST.test(id);

/** Whether a section must not use this name as an alias, because the page uses it. */
export const isOfThePage = (id: string): boolean => isInEveryPost(id) || OF_THE_PAGE.test(id);

/** Alias names of each section, in the order of the sections: the author's own id, then the GitHub slugs. A
 *  name belongs to the first section that claims it. */
export function namesOf(sections: readonly Section[], idPrefix: string): string[][] {
  const asShown = new GithubSlugger();
  const asTyped = new GithubSlugger();
  const taken = new Set<string>();
  const claim = (name: string | undefined): string[] => {
    if (!name || taken.has(name)) return [];
    taken.add(name);
    return [name];
  };
  return sections.map(({ text, ownId }) => [
    ...claim(ownId?.slice(`${idPrefix}user-`.length)),
    ...claim(asShown.slug(text)),
    ...claim(asTyped.slug(asTypedDashes(text))),
  ]);
}

/** GitHub computes slugs from the source, in which dashes are still hyphens. */
const asTypedDashes = (text: string): string => text.replaceAll("—", "---").replaceAll("–", "--");

/** Rewrites each in-page link whose target doesn't exist to the section of that name: an exact match, else
 *  one that ignores case, repeated hyphens and invisible characters. Returns the sections that are linked
 *  to. */
export function linkSections(page: Root, sections: readonly Section[], idPrefix: string): Set<Section> {
  const ids = new Set<string>();
  const links: Element[] = [];
  visit(page, "element", (node) => {
    if (typeof node.properties.id === "string") ids.add(node.properties.id);
    if (String(node.properties.href ?? "").startsWith("#")) links.push(node);
  });
  // An author's own id is replaced by the section's id, so it is no longer a target.
  for (const { ownId } of sections) if (ownId) ids.delete(ownId);
  const named = namedSections(sections, idPrefix);
  const linked = new Set<Section>();
  for (const link of links) {
    const name = decodeFragment(String(link.properties.href).slice(1));
    const section =
      ids.has(name) || isInEveryPost(name) ? undefined : (named.get(name) ?? named.get(fold(name)));
    if (!section) continue;
    linked.add(section);
    link.properties.href = `#${section.id}`;
  }
  return linked;
}

function namedSections(sections: readonly Section[], idPrefix: string): Map<string, Section> {
  const named = new Map<string, Section>();
  const add = (name: string, section: Section) => {
    if (name !== "" && !named.has(name)) named.set(name, section);
  };
  const names = namesOf(sections, idPrefix);
  for (const [index, section] of sections.entries()) {
    for (const name of names[index] ?? []) add(name, section);
    if (section.ownId) add(section.ownId, section);
    add(section.id, section);
    add(section.id.slice(idPrefix.length), section);
  }
  for (const [index, section] of sections.entries())
    for (const name of names[index] ?? []) add(fold(name), section);
  return named;
}

const fold = (name: string): string =>
  name
    .toLowerCase()
    .replace(/\p{Default_Ignorable_Code_Point}/gu, "")
    .replace(/-+/g, "-")
    .replace(/^-|-$/g, "");

/** Percent-decodes a fragment; returns it unchanged if it is malformed. */
export function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/** An invisible target, so that a link from elsewhere, such as `/posts/x#usage`, reaches the section. */
export const alias = (name: string): Element => ({
  type: "element",
  tagName: "span",
  properties: { id: name, className: ["alias"] },
  children: [],
});
