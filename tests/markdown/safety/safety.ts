// The allowed content of a page, stated independently of the allow-list under test.
import { parsePage, read, type Tag } from "../page";

const ELEMENTS = new Set(
  (
    "h1 h2 h3 h4 h5 h6 p div section blockquote pre hr br wbr ul ol li dl dt dd figure figcaption details summary " +
    "table caption thead tbody tfoot tr th td a abbr b bdi bdo cite code del dfn em i img input ins kbd mark q rp rt " +
    "ruby s samp small span strong sub sup time u var"
  ).split(" "),
);

const WORD = /^[\p{L}\p{N}_:.-]+$/u;
const ANYTHING = /^(?:\P{Cc}|\s)*$/u;
const ADDRESS = /^(?:https?:\/\/[^\s\\]+|mailto:\S*|\/(?![/\\])\S*|#.*)$/;
const CLASS =
  /^(?:language-[\w+#.-]+|hljs|hljs-[\w-]+|language_|xml|css|javascript|function_|class_|inherited__|title_|escape_|invoke__|constant_|pilcrow|anchor|alias|heading|elsewhere|table|footnotes|footnotes-title|footnote-ref|footnote-back|task-list-item|contains-task-list|align-(?:left|center|right))$/;

const ATTRIBUTES: Record<string, RegExp> = {
  id: WORD,
  class: ANYTHING, // each class is checked below
  href: ADDRESS,
  src: /^(?:https?:\/\/[^\s\\]+|\/(?![/\\])\S*)$/,
  cite: /^(?:https?:\/\/[^\s\\]+|\/(?![/\\])\S*)$/,
  title: ANYTHING,
  alt: ANYTHING,
  lang: ANYTHING,
  dir: /^(?:ltr|rtl|auto)$/,
  width: /^\d+$/,
  height: /^\d+$/,
  colspan: /^\d+$/,
  rowspan: /^\d+$/,
  start: /^-?\d+$/,
  value: /^-?\d+$/,
  reversed: /^$/,
  open: /^$/,
  scope: /^(?:col|row|colgroup|rowgroup)$/,
  datetime: ANYTHING,
  loading: /^lazy$/,
  decoding: /^async$/,
  rel: /^(?:noopener|nofollow ugc noopener)$/,
  tabindex: /^0$/,
  role: /^(?:region|doc-endnotes|doc-noteref|doc-backlink)$/,
  type: /^checkbox$/,
  checked: /^$/,
  disabled: /^$/,
  "data-footnotes": /^$/,
  "aria-label": ANYTHING,
  "aria-describedby": WORD,
};

function faultsOf(tag: Tag): string[] {
  const faults = ELEMENTS.has(tag.name) ? [] : [`<${tag.name}>`];
  for (const [name, value] of Object.entries(tag.attributes)) {
    if (!ATTRIBUTES[name]?.test(value)) faults.push(`<${tag.name} ${name}="${value}">`);
  }
  const classes = tag.attributes.class?.split(/\s+/) ?? [];
  for (const word of classes) if (!CLASS.test(word)) faults.push(`class ${word}`);
  if (tag.name === "input" && !("disabled" in tag.attributes)) faults.push("an input that works");
  return faults;
}

/** Lists everything that is not allowed in the page, both as given and as a browser would serialise it
 *  again. */
export function faults(html: string): string[] {
  const { tags, written } = read(html);
  const found = tags.flatMap(faultsOf);
  const ids = tags.flatMap((tag) => tag.attributes.id ?? []);
  if (new Set(ids).size < ids.length) found.push("an id that stands twice");
  if (written !== html) found.push(...parsePage(written).tags.flatMap(faultsOf));
  return found;
}
