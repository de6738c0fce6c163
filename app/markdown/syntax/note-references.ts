// A footnote reference is a link, and HTML forbids nested links: a reference inside a link's text moves
// behind the link.
import type { FootnoteReference, Parents, Root, RootContent } from "mdast";
import { SKIP, visit } from "unist-util-visit";

export function moveReferencesBehindLinks(tree: Root): void {
  const walk = (parent: Parents) => {
    const waiting: FootnoteReference[] = [];
    let isOpen = false;
    const settle = (child: RootContent): RootContent[] => {
      if (child.type === "html") {
        isOpen = opensLink(child.value, isOpen);
        return isOpen ? [child] : [child, ...waiting.splice(0)];
      }
      if (isOpen && child.type === "footnoteReference") {
        waiting.push(child);
        return [];
      }
      if (!("children" in child)) return [child];
      if (!isOpen && child.type !== "link" && child.type !== "linkReference") {
        walk(child);
        return [child];
      }
      waiting.push(...takeReferences(child));
      return isOpen ? [child] : [child, ...waiting.splice(0)];
    };
    const settled: RootContent[] = parent.children.flatMap(settle);
    // A link that the author never closed ends with its parent.
    if (waiting.length > 0) settled.push({ type: "html", value: "</a>" }, ...waiting);
    parent.children = settled as typeof parent.children;
  };
  walk(tree);
}

const LINK_TAG = /<(\/?)a(?=[\s>])([^>]*)/gi;

/** Whether a link is still open after this HTML. `<a id="x">` has no href and is not a link. */
const opensLink = (html: string, wasOpen: boolean): boolean =>
  [...html.matchAll(LINK_TAG)].reduce(
    (isOpen, [, closing, attributes = ""]) => !closing && (isOpen || /\shref\b/i.test(attributes)),
    wasOpen,
  );

function takeReferences(parent: Parents): FootnoteReference[] {
  const taken: FootnoteReference[] = [];
  visit(parent, "footnoteReference", (reference, index, holder) => {
    if (index === undefined) return;
    taken.push(reference);
    holder?.children.splice(index, 1);
    return [SKIP, index];
  });
  return taken;
}
