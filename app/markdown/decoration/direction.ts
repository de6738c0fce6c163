// Which way each block of a text runs. The page shows a text with `dir="auto"`, so it runs as its first letter does; a block
// that runs the other way says so. A text in one direction needs no mark at all.
import type { Element, Root } from "hast";
import { isBlock, isElement, isNotesTitle, type Node } from "../plain-text";

const RIGHT_TO_LEFT =
  /[\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Syriac}\p{sc=Thaana}\p{sc=Nko}\p{sc=Adlam}\p{sc=Mandaic}\p{sc=Samaritan}\p{sc=Hanifi_Rohingya}]/u;
const FIRST_LETTER = /\p{L}/u;
/** Programs run from left to right, whatever their comments are written in. */
const CODE = new Set(["code", "kbd", "pre", "samp"]);
/** What doesn't tell which way the words around it run. */
const ASIDE = new Set([...CODE, "bdi"]);

/** Whether any of a text runs from right to left. */
export const runsFromRight = (text: string): boolean => RIGHT_TO_LEFT.test(text);

type Direction = "ltr" | "rtl";

export function settleDirections(page: Root): void {
  const directions = new Map<Node, Direction | undefined>();
  let mixed = false;
  const read = (node: Node): Direction | undefined => {
    if (node.type === "text") {
      const letter = FIRST_LETTER.exec(node.value)?.[0];
      mixed ||= RIGHT_TO_LEFT.test(node.value);
      if (!letter) return undefined;
      return RIGHT_TO_LEFT.test(letter) ? "rtl" : "ltr";
    }
    if (!("children" in node)) return undefined;
    // Every child is read, not only those before the first letter: each block has a direction of its own.
    const [first] = node.children.map(read).filter((direction) => direction !== undefined);
    directions.set(node, first);
    const counts =
      !isElement(node) || !(ASIDE.has(node.tagName) || node.properties.dir || isNotesTitle(node));
    return counts ? first : undefined;
  };
  read(page);
  if (mixed) markBlocks(page, directions.get(page) ?? "ltr", directions);
}

function markBlocks(
  parent: Root | Element,
  inherited: Direction,
  directions: Map<Node, Direction | undefined>,
): void {
  for (const child of parent.children) {
    if (!isElement(child)) continue;
    const { dir } = child.properties;
    const own = dir === "ltr" || dir === "rtl" ? dir : ownDirection(child, directions);
    if (own && own !== inherited) child.properties.dir = own;
    markBlocks(child, own ?? inherited, directions);
  }
}

function ownDirection(node: Element, directions: Map<Node, Direction | undefined>): Direction | undefined {
  if (CODE.has(node.tagName)) return "ltr";
  // The points of a list follow it, and rows their table: their marks, and the columns, would change sides from one to the next.
  const follows = /^(?:li|tbody|thead|tfoot|tr)$/.test(node.tagName) || isNotesTitle(node);
  return isBlock(node) && !follows ? directions.get(node) : undefined;
}
