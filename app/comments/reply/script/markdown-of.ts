// The Markdown of a selected part of a page, for a quotation.

/** Marks that would be read as Markdown in the middle of a line, and at its beginning. */
const MARKS = /[\\`*_[\]<>~]/g;
const LINE_MARKS = /^(?:[#+-]|\d+[.)])(?=\s)|^(?:={3,}|-{3,}|\|)/;

const asText = (text: string) => text.replace(/\s+/g, " ").replace(MARKS, "\\$&");

const BLOCKS =
  /^(?:P|DIV|H[1-6]|UL|OL|LI|DL|DT|DD|BLOCKQUOTE|PRE|FIGURE|FIGCAPTION|TABLE|TR|DETAILS|SUMMARY|SECTION)$/;
const WRAPS: Record<string, string> = { EM: "*", I: "*", STRONG: "**", B: "**", DEL: "~~", S: "~~" };
/** What stands in a text for its page alone. */
const LEFT_OUT = ".pilcrow, .anchor, .alias, .quote-selection, script, input";

/** Its blocks, each without an empty line in it. */
export function markdownOf(part: DocumentFragment | Element): string[] {
  const blocks: string[] = [];
  let line = "";
  const end = () => {
    const whole = line.trim().replace(LINE_MARKS, "\\$&");
    if (whole) blocks.push(whole);
    line = "";
  };
  for (const node of part.childNodes) {
    if (!(node instanceof HTMLElement)) {
      line += node instanceof Text ? asText(node.data) : "";
    } else if (node.matches(LEFT_OUT)) {
    } else if (BLOCKS.test(node.tagName)) {
      end();
      blocks.push(...blocksOf(node));
    } else line += inlineOf(node);
  }
  end();
  return blocks;
}

function blocksOf(block: HTMLElement): string[] {
  const { tagName } = block;
  if (tagName === "PRE") return [`    ${(block.textContent ?? "").trimEnd().replaceAll("\n", "\n    ")}`];
  if (block.matches(".quote-source")) return [sourceOf(block)];
  const blocks = markdownOf(block);
  if (tagName === "BLOCKQUOTE") return [quoted(blocks)];
  if (tagName === "LI") return blocks.length > 0 ? [`- ${blocks.join("\n\n").replaceAll("\n", "\n  ")}`] : [];
  if (tagName === "TR") return [blocks.join(" ")];
  return blocks;
}

/** Whose words a quotation in it has: the number, not the name, which may change. */
function sourceOf(line: HTMLElement): string {
  const link = line.querySelector("a");
  const path = link?.getAttribute("href");
  const number = /\d+/.exec((link?.textContent ?? "").split(" wrote in ").pop() ?? "");
  return path
    ? `[${number && path.startsWith("/comments/") ? `#${number}` : asText(link?.querySelector("cite")?.textContent ?? "The post")}](${path}):`
    : asText(line.textContent ?? "");
}

function inlineOf(node: HTMLElement): string {
  const text = node.textContent ?? "";
  if (node.tagName === "BR") return "  \n";
  if (node.tagName === "IMG") return asText(node.getAttribute("alt") ?? "");
  if (node.tagName === "CODE" && !text.includes("`")) return `\`${text}\``;
  const inner = markdownOf(node).join(" ");
  const edge = /^\s/.test(text) ? " " : "";
  const after = /\s$/.test(text) ? " " : "";
  const mark = WRAPS[node.tagName];
  const href = node.getAttribute("href");
  const isLink = href && !node.matches(".mention") && !/[()\s]|^#/.test(href);
  return `${edge}${inner && mark ? mark + inner + mark : inner && isLink ? `[${inner}](${href})` : inner}${after}`;
}

export const quoted = (blocks: string[]): string =>
  blocks
    .join("\n\n")
    .split("\n")
    .map((line) => (line.trim() ? `> ${line}` : ">"))
    .join("\n");
