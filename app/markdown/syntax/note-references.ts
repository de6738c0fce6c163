// A reference to a note is a link, and no link can stand within another: typed within a link's words, it stands behind the link.
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
    // A link that was left open ends with what it stands in.
    if (waiting.length > 0) settled.push({ type: "html", value: "</a>" }, ...waiting);
    parent.children = settled as typeof parent.children;
  };
  walk(tree);
}

const LINK_TAG = /<(\/?)a(?=[\s>])([^>]*)/gi;

/** Whether a link is open after a piece of HTML: `<a id="x">` is a place, and none. */
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
