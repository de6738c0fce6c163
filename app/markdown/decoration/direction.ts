// Sets the text direction of blocks. The page renders a text with `dir="auto"`, which follows its first
// letter; a block with another direction gets its own `dir`. A text in one direction needs no attribute.
import type { Element, Root } from "hast";
import { isBlock, isElement, isNotesTitle, type Node } from "../plain-text";

const RIGHT_TO_LEFT =
  /[\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Syriac}\p{sc=Thaana}\p{sc=Nko}\p{sc=Adlam}\p{sc=Mandaic}\p{sc=Samaritan}\p{sc=Hanifi_Rohingya}]/u;
const FIRST_LETTER = /\p{L}/u;
/** Code is always left to right, whatever the language of its comments. */
const CODE = new Set(["code", "kbd", "pre", "samp"]);
/** Elements whose content doesn't decide the direction of the text around them. */
const ASIDE = new Set([...CODE, "bdi"]);

/** Whether the text contains any right-to-left letter. */
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
    // Every child is visited, not only up to the first letter, because each block needs its own direction.
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
  // List items follow their list and rows their table: otherwise list markers and table columns would switch
  // sides from one to the next.
  const follows = /^(?:li|tbody|thead|tfoot|tr)$/.test(node.tagName) || isNotesTitle(node);
  return isBlock(node) && !follows ? directions.get(node) : undefined;
}
