import type {
  Heading,
  InlineCode,
  Nodes,
  Paragraph,
  Parents,
  Root,
  RootContent,
  TableCell,
  Text,
} from "mdast";
import remarkSmartypants from "remark-smartypants";
import { unified } from "unified";
import { EXIT, visit } from "unist-util-visit";

const typography = unified().use(remarkSmartypants, { dashes: "oldschool" }).freeze();

/** Applies curly quotes, dashes and ellipses, except in literal text: code, command-line options and visible
 *  URLs. */
export function smartPunctuation(tree: Root): void {
  const restore = setAside(tree);
  joinElisions(tree);
  visit(tree, (node) => {
    if (node.type === "paragraph" || node.type === "heading" || node.type === "tableCell") setBlock(node);
  });
  restore();
}

/** What the plugin changes: quotes, backticks for quotes, dashes, ellipses. */
const TO_SET = /["'`]|--|\.\s*\.\s*\./;

/** Blocks are set one by one, and only those that need it: the plugin would take half of the time of rendering. */
function setBlock(block: Paragraph | Heading | TableCell): void {
  let isNeeded = false;
  visit(block, "text", ({ value }) => {
    isNeeded = TO_SET.test(value);
    return isNeeded ? EXIT : undefined;
  });
  if (!isNeeded) return;
  try {
    typography.runSync({ type: "root", children: [block] } as Root);
  } catch (error) {
    // 100,000 characters without a space overflow the plugin's parser. Such text needs no curly quotes.
    if (!(error instanceof RangeError)) throw error;
  }
}

/** The same for plain text, such as a summary. */
export function smartLine(line: string): string {
  const text: Text = { type: "text", value: line };
  smartPunctuation({ type: "root", children: [{ type: "paragraph", children: [text] }] });
  return text.value;
}

const ELISION = /(?<=\p{L})'(?=["“«]\p{L})/gu;

/** In `l'"histoire"` the apostrophe would be read as an opening quote. The quoted word may be a separate,
 *  emphasised node. */
function joinElisions(tree: Root): void {
  let before: Text | undefined;
  visit(tree, "text", (node) => {
    if (before && /\p{L}'$/u.test(before.value) && /^["“«]\p{L}/u.test(node.value))
      before.value = `${before.value.slice(0, -1)}’`;
    node.value = node.value.replace(ELISION, "’");
    before = node;
  });
}

/** Hides literal text from the plugin by turning it into inline code. Returns a function that restores it. */
function setAside(tree: Root): () => void {
  const undo: (() => void)[] = [];
  const walk = (parent: Parents, inCode: boolean) => {
    const children: RootContent[] = parent.children;
    let open = 0;
    const pieces = children.flatMap((child): RootContent[] => {
      if (child.type === "html") open = Math.max(0, open + codeDepth(child.value));
      else if (child.type === "text")
        return split(child, inCode || open > 0 || isAddress(parent, child), undo);
      else if ("children" in child) walk(child, inCode || open > 0);
      return [child];
    });
    if (pieces.every((piece, index) => piece === children[index])) return;
    parent.children = pieces as typeof parent.children;
    undo.push(() => {
      parent.children = children as typeof parent.children;
    });
  };
  walk(tree, false);
  return () => {
    for (const restore of undo) restore();
  };
}

const CODE_TAG = /<(\/?)(?:code|kbd|pre|samp|tt|var)(?=[\s/>])/gi;

/** Number of code elements that this HTML opens, minus those that it closes. */
const codeDepth = (html: string): number =>
  [...html.matchAll(CODE_TAG)].reduce((depth, [, closing]) => depth + (closing ? -1 : 1), 0);

const isAddress = (parent: Nodes, { value }: Text): boolean =>
  parent.type === "link" && parent.children.length === 1 && parent.url.endsWith(value);

/** Command-line options and custom properties: `--dry-run`, `--format="%h"`, `var(--ink)`. */
const OPTION = /(?<![^\s([{"'“‘/|,])--(?=[a-z])[\w-]*(?:=(?:"[^"]*"|'[^']*'|[^\s"']*))?/gi;
/** The closing dash of an aside, as in "my brother --the elder-- came": the first dash is then not an
 *  option. */
const CLOSING_DASH = /[^\s-]--(?=[\s.,;:!?)]|$)/;

function split(node: Text, whole: boolean, undo: (() => void)[]): RootContent[] {
  const { value } = node;
  if (whole) return [{ type: "inlineCode", value }];
  const options = value.includes("--") && !CLOSING_DASH.test(value) ? [...value.matchAll(OPTION)] : [];
  if (options.length === 0) return [node];
  const pieces: (Text | InlineCode)[] = [];
  let end = 0;
  for (const { 0: option, index } of options) {
    pieces.push({ type: "text", value: value.slice(end, index) }, { type: "inlineCode", value: option });
    end = index + option.length;
  }
  pieces.push({ type: "text", value: value.slice(end) });
  undo.push(() => {
    node.value = pieces.map((piece) => piece.value).join("");
  });
  return pieces;
}
