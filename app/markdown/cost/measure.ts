// Measures of the parsed tree, taken before HTML is made from it, so that an oversized page is refused
// cheaply.
import type { Nodes, Root } from "mdast";
import { visit } from "unist-util-visit";
import { MAX_HTML_CHARS, MAX_NESTING } from "../limits";

/** Void elements and elements whose end tag may be omitted: many in a row don't nest. */
const SHALLOW = new Set(
  "a area base br col dd dt embed hr img input li link meta option p rp rt source tbody td tfoot th thead tr track wbr".split(
    " ",
  ),
);
const TAG = /<(\/?)([a-z][a-z0-9-]*)/gi;

/** Whether Markdown or HTML nests too deeply for the recursive steps after this one. A list level counts
 *  twice, since it is two nodes (list and item). */
export function isTooDeep(tree: Root): boolean {
  return depthOf(tree) > 2 * MAX_NESTING || htmlDepthOf(tree) > MAX_NESTING;
}

function depthOf(tree: Root): number {
  let depth = 0;
  let level: Nodes[] = [tree];
  while (level.length > 0) {
    depth += 1;
    level = level.flatMap((node): Nodes[] => ("children" in node ? node.children : []));
  }
  return depth;
}

function htmlDepthOf(tree: Root): number {
  let depth = 0;
  let deepest = 0;
  visit(tree, "html", ({ value }) => {
    for (const [, closing, name = ""] of value.matchAll(TAG)) {
      if (SHALLOW.has(name.toLowerCase())) continue;
      depth = closing ? Math.max(0, depth - 1) : depth + 1;
      deepest = Math.max(deepest, depth);
    }
  });
  return deepest;
}

/** Lower bound, in characters, of the HTML that one node adds: its tags and its anchor. */
const NODE_CHARS = 20;
const NOTE_REFERENCE_CHARS = 300;

/** Whether the page would exceed MAX_HTML_CHARS. Counts the three ways in which a short source makes long
 *  HTML: table rows padded to the width of the head, repeated link references, and back links of
 *  footnotes. */
export function isTooLarge(tree: Root): boolean {
  const definitions = new Map<string, number>();
  visit(tree, "definition", ({ identifier, url, title }) => {
    if (!definitions.has(identifier)) definitions.set(identifier, url.length + (title?.length ?? 0));
  });
  let chars = 0;
  visit(tree, (node) => {
    chars += NODE_CHARS;
    if ("value" in node) chars += node.value.length;
    if (node.type === "footnoteReference") chars += NOTE_REFERENCE_CHARS;
    if (node.type === "table") chars += node.children.length * (node.align?.length ?? 0) * NODE_CHARS;
    if (node.type === "linkReference" || node.type === "imageReference")
      chars += definitions.get(node.identifier) ?? 0;
  });
  return chars > MAX_HTML_CHARS;
}
