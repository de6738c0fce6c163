// From Markdown to a safe tree of HTML. Nothing is trusted before `sanitise`, and nothing untrusted is added after.
import type { Root as HtmlRoot } from "hast";
import type { Root } from "mdast";
import rehypeRaw from "rehype-raw";
import rehypeSanitize from "rehype-sanitize";
import rehypeStringify from "rehype-stringify";
import remarkCjkFriendly from "remark-cjk-friendly";
import remarkCjkFriendlyStrikethrough from "remark-cjk-friendly-gfm-strikethrough";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import { canonicalAddress } from "./safety/addresses";
import { schema } from "./safety/allow-list";
import { tidy } from "./safety/tidy";
import { cutBareAddresses } from "./syntax/bare-addresses";
import { numberFootnotes, OURS } from "./syntax/footnotes";
import { moveReferencesBehindLinks } from "./syntax/note-references";
import { smartPunctuation } from "./syntax/smart-punctuation";

// A single tilde stays a tilde: "~40 people came, ~10 stayed" is prose, not a deletion.
// Chinese, Japanese and Korean have no space after a full stop, and CommonMark would not end emphasis there.
const GFM = { singleTilde: false };
const markdown = unified()
  .use(remarkParse)
  .use(remarkGfm, GFM)
  .use(remarkCjkFriendly)
  .use(remarkCjkFriendlyStrikethrough, GFM)
  .freeze();

const html = unified()
  .use(remarkRehype, {
    allowDangerousHtml: true,
    clobberPrefix: OURS,
    footnoteLabel: "Notes",
    footnoteLabelProperties: {},
  })
  .freeze();

/** The sanitiser compares schemes letter by letter, and would drop the address of `Https://…`. */
const canonicalAddresses = () => (page: HtmlRoot) =>
  visit(page, "element", ({ properties }) => {
    for (const name of ["href", "src", "cite"])
      if (typeof properties[name] === "string") properties[name] = canonicalAddress(properties[name]);
  });

/** Before HTML had ids for all, `<a name="usage">` was the way to name a place, and in many texts it still is. */
const namedPlaces = () => (page: HtmlRoot) =>
  visit(page, "element", ({ tagName, properties }) => {
    if (tagName === "a" && properties.name && !properties.id) properties.id = properties.name;
  });

const cleaner = unified()
  .use(rehypeRaw)
  .use(canonicalAddresses)
  .use(namedPlaces)
  .use(rehypeSanitize, schema)
  .freeze();

const reader = unified().use(rehypeRaw).freeze();

const writer = unified()
  .use(rehypeStringify, { characterReferences: { useNamedReferences: true } })
  .freeze();

export function parse(source: string, { smart }: { smart: boolean }): Root {
  // A lone half of a surrogate pair is no character: nothing that stores UTF-8 would give it back.
  const text = source.replace(/\p{Surrogate}/gu, "\uFFFD");
  const tree = markdown.parse(text);
  cutBareAddresses(tree, text);
  moveReferencesBehindLinks(tree);
  if (smart) smartPunctuation(tree);
  return tree;
}

export const toHtmlTree = (tree: Root, idPrefix: string): HtmlRoot =>
  clean(html.runSync(tree) as HtmlRoot, idPrefix);

/** With the HTML in it read, and nothing removed: to look at only. */
export const toRawTree = (tree: Root): HtmlRoot => reader.runSync(html.runSync(tree) as HtmlRoot) as HtmlRoot;

/** A safe tree from one that may hold anything, also as raw HTML. */
export function clean(tree: HtmlRoot, idPrefix: string): HtmlRoot {
  const page = cleaner.runSync(tree) as HtmlRoot;
  numberFootnotes(page, idPrefix);
  tidy(page, idPrefix);
  return page;
}

export const toHtml = (page: HtmlRoot): string => writer.stringify(page);
