// Markdown to a safe HTML tree. Everything before `clean` is untrusted, and everything added after it is the
// site's own.
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

// singleTilde: "~40 people came, ~10 stayed" is prose, not a deletion. remarkCjkFriendly: Chinese, Japanese
// and Korean have no space after a full stop, where CommonMark would not end emphasis.
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

/** The sanitiser compares schemes case-sensitively and would drop `Https://…`. */
const canonicalAddresses = () => (page: HtmlRoot) =>
  visit(page, "element", ({ properties }) => {
    for (const name of ["href", "src", "cite"])
      if (typeof properties[name] === "string") properties[name] = canonicalAddress(properties[name]);
  });

/** `<a name="usage">` is the older form of an id, and still common in READMEs and blogs. */
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
  // An unpaired surrogate is not a character and would not survive storage as UTF-8.
  const text = source.replace(/\p{Surrogate}/gu, "\uFFFD");
  const tree = markdown.parse(text);
  cutBareAddresses(tree, text);
  moveReferencesBehindLinks(tree);
  if (smart) smartPunctuation(tree);
  return tree;
}

export const toHtmlTree = (tree: Root, idPrefix: string): HtmlRoot =>
  clean(html.runSync(tree) as HtmlRoot, idPrefix);

/** Parses raw HTML but removes nothing. For inspection only; never send it to a browser. */
export const toRawTree = (tree: Root): HtmlRoot => reader.runSync(html.runSync(tree) as HtmlRoot) as HtmlRoot;

/** Sanitises an untrusted tree, including raw HTML nodes. */
export function clean(tree: HtmlRoot, idPrefix: string): HtmlRoot {
  const page = cleaner.runSync(tree) as HtmlRoot;
  numberFootnotes(page, idPrefix);
  tidy(page, idPrefix);
  return page;
}

export const toHtml = (page: HtmlRoot): string => writer.stringify(page);
