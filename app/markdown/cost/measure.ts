// What a parsed text would become, before anything is made of it.
import type { Nodes, Root } from "mdast";
import { visit } from "unist-util-visit";
import { MAX_HTML_CHARS, MAX_NESTING } from "../limits";

/** Elements that end without being closed, or hold nothing: these may be many without being deep. */
const SHALLOW = new Set(
  "a area base br col dd dt embed hr img input li link meta option p rp rt source tbody td tfoot th thead tr track wbr".split(
    " ",
  ),
);
const TAG = /<(\/?)([a-z][a-z0-9-]*)/gi;

/** Whether Markdown or HTML nests further than what follows could walk; each level of a list counts as two. */
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

/** What one node adds to the page at the least: its tags, its anchor. */
const NODE_CHARS = 20;
const NOTE_REFERENCE_CHARS = 300;

/** Whether the page would be too large, reckoned from what a short source can make long: rows that are filled up to
 *  a wide head, references that repeat what they refer to, and their way back. */
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
