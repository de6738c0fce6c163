// A text's links to its own sections, by the names that GitHub gives headings: people write tables of contents by hand.
import GithubSlugger from "github-slugger";
import type { Element, Root } from "hast";
import { visit } from "unist-util-visit";

export interface Section {
  heading: Element;
  /** Its words as one line. */
  text: string;
  /** The id that it has, or gets once something links to it. */
  id: string;
  /** An id that the writer gave it, as it stands in the page. */
  ownId: string | undefined;
}

/** Places that every post has, and that people link to from its text, whatever its sections are called. */
const IN_EVERY_POST = /^(?:responses|respond|(?:comment|pingback)-\d+)$/;

/** Ids that pages give to what is theirs, and those of paragraphs and of other texts on the page. */
const OF_THE_PAGE =
  /^(?:main|preview|paragraph-links|(?:responses|respond|preview)-title|field-.*|p-[0-9a-f]{6}|c-[\w-]+-(?:fn|fnref|footnote|user|section)-.*)$/;

export const isInEveryPost = (id: string): boolean => IN_EVERY_POST.test(id);

/** Whether a section may answer to it when it is asked for from elsewhere. */
export const isOfThePage = (id: string): boolean => isInEveryPost(id) || OF_THE_PAGE.test(id);

/** What else than its id each section is called, in the order of the sections: first its name on GitHub. A name belongs to
 *  the first section that bears it. */
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

/** GitHub makes slugs of what was typed, before dashes are set. */
const asTypedDashes = (text: string): string => text.replaceAll("—", "---").replaceAll("–", "--");

/** Leads each link to a place of this page that isn't there to the section of that name: exactly, else whatever its case, the
 *  number of its hyphens and what can't be seen in it. Gives the sections that something links to. */
export function linkSections(page: Root, sections: readonly Section[], idPrefix: string): Set<Section> {
  const ids = new Set<string>();
  const links: Element[] = [];
  visit(page, "element", (node) => {
    if (typeof node.properties.id === "string") ids.add(node.properties.id);
    if (String(node.properties.href ?? "").startsWith("#")) links.push(node);
  });
  // A heading's own id makes room for the section's.
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

/** The name that a fragment of an address stands for; as it is where its escapes decode to nothing. */
export function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/** So that an address from elsewhere, such as `/posts/x#usage`, finds the section too. */
export const alias = (name: string): Element => ({
  type: "element",
  tagName: "span",
  properties: { id: name, className: ["alias"] },
  children: [],
});
