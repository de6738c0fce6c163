// Ends a bare URL where the sentence continues. GFM knows only spaces and English punctuation.
import type { Link, Parents, PhrasingContent, Root } from "mdast";
import { SKIP, visit } from "unist-util-visit";

/** Chinese, Japanese and Korean punctuation and brackets, which follow a URL without a space. */
const ENDS_IT =
  "\\u3001-\\u3003\\u3008-\\u3011\\u3014-\\u301F\\uFF01\\uFF02\\uFF07-\\uFF09\\uFF0C\\uFF0E\\uFF1A\\uFF1B\\uFF1F\\uFF3B\\uFF3D\\uFF5B-\\uFF65";
/** Closing punctuation of other scripts. */
const TRAILING = new Set("،؛؟۔।॥”’»›…");
const ADDRESS = new RegExp(`(?:https?://|www\\.)[^\\s<${ENDS_IT}]*`, "gi");
const NO_HOST = /^(?:https?:\/\/|www\.)$/i;

/** Shortens each autolinked bare URL to its real end. `source` is the text from which the tree was parsed. */
export function cutBareAddresses(tree: Root, source: string): void {
  visit(tree, "link", (link, index, parent) => {
    const [text] = link.children;
    if (!parent || index === undefined || !text || !isBare(link, source)) return;
    const pieces = text.type === "text" ? linkBare(text.value) : [];
    if (pieces.length < 2 && pieces[0]?.type !== "text") return;
    (parent as Parents).children.splice(index, 1, ...(pieces as Parents["children"]));
    return [SKIP, index + pieces.length];
  });
}

const isBare = ({ children, position, url }: Link, source: string): boolean => {
  const [text] = children;
  const start = source.charAt(position?.start.offset ?? source.length);
  return (
    children.length === 1 &&
    text?.type === "text" &&
    /^(?:https?:\/\/|www\.)/i.test(text.value) &&
    url.endsWith(text.value) &&
    start !== "<" &&
    start !== "["
  );
};

/** Splits text without spaces into links and the words between them. */
function linkBare(run: string): PhrasingContent[] {
  const pieces: PhrasingContent[] = [];
  let written = 0;
  for (const { 0: match, index } of run.matchAll(ADDRESS)) {
    const address = match.slice(0, endOf(match));
    if (NO_HOST.test(address)) continue;
    if (index > written) pieces.push({ type: "text", value: run.slice(written, index) });
    pieces.push(linkTo(address));
    written = index + address.length;
  }
  if (written < run.length) pieces.push({ type: "text", value: run.slice(written) });
  return pieces;
}

function endOf(address: string): number {
  let end = address.length;
  while (TRAILING.has(address.charAt(end - 1))) end -= 1;
  return end;
}

const linkTo = (address: string): Link => ({
  type: "link",
  url: /^www\./i.test(address) ? `http://${address}` : address,
  children: [{ type: "text", value: address }],
});
