import type { Root } from "hast";
import { visit } from "unist-util-visit";
import { EXCERPT_CHARS } from "../limits";
import { eachBlock, isElement, lineOf } from "../plain-text";
import { isAttribution } from "./quotes";

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

const UNQUOTED = /^(?!h[1-6]$|pre$|table$|section$|blockquote$)/;
const QUOTED = /^(?!h[1-6]$|pre$|table$|section$)/;
const HEADINGS = /^(?!pre$|table$|section$)/;

/** The first EXCERPT_CHARS of prose. Quotations are used only if there is no other prose, and headings only
 *  if there are no quotations either; code, tables and footnotes are never used. */
export function excerptOf(page: Root): string {
  return cut(gather(page, UNQUOTED) || gather(page, QUOTED) || gather(page, HEADINGS));
}

/** What stands in lists for a text that has only pictures: "Picture: A table with cups". */
export function namePictures(page: Root): string {
  const names: string[] = [];
  visit(page, "element", ({ tagName, properties }) => {
    if (tagName !== "img") return;
    const alt = String(properties.alt ?? "")
      .replace(/\s+/g, " ")
      .trim();
    names.push(alt ? `Picture: ${alt}` : "Picture");
  });
  return cut(names.join(". "));
}

function gather(page: Root, wanted: RegExp): string {
  const lines: string[] = [];
  let length = 0;
  eachBlock(page, (block) => {
    if (length > EXCERPT_CHARS) return false;
    if (isElement(block) && (!wanted.test(block.tagName) || isAttribution(block))) return false;
    const line = lineOf(block);
    if (line !== "") lines.push(line);
    length += line.length + 1;
    return true;
  });
  return lines.join(" ");
}

function cut(text: string): string {
  if (text.length <= EXCERPT_CHARS) return text;
  const room = text.slice(0, EXCERPT_CHARS);
  const space = room.lastIndexOf(" ");
  // Scripts without spaces are cut between graphemes, so that no character is split.
  const kept =
    space > EXCERPT_CHARS / 2
      ? room.slice(0, space)
      : [...graphemes.segment(room)]
          .slice(0, -1)
          .map((g) => g.segment)
          .join("");
  return `${kept.replace(/[\s,;:(“‘–—-]+$/u, "")}…`;
}
