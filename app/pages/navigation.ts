// The pages in the site's navigation.

import { MAX_NAVIGATION_TITLE_CHARS } from "./page.schema";

/** What an administrator does with a page's place. */
export const MOVES = ["up", "down", "add", "remove"] as const;
export type Move = (typeof MOVES)[number];

/** The order after a move; null if it moves nothing. */
export function reorder(order: readonly number[], id: number, move: Move): number[] | null {
  const at = order.indexOf(id);
  if (move === "add") return at < 0 ? [...order, id] : null;
  if (at < 0) return null;
  const others = order.filter((other) => other !== id);
  if (move === "remove") return others;
  const to = move === "up" ? at - 1 : at + 1;
  if (to < 0 || to >= order.length) return null;
  return [...others.slice(0, to), id, ...others.slice(to)];
}

/** A title for the navigation. It is cut between characters as readers see them, and after a word if there is one. */
export function shortTitle(title: string): string {
  const characters = [...new Intl.Segmenter("en").segment(title)].map(({ segment }) => segment);
  if (characters.length <= MAX_NAVIGATION_TITLE_CHARS) return title;
  const cut = characters.slice(0, MAX_NAVIGATION_TITLE_CHARS - 1).join("");
  const words = cut.slice(0, Math.max(0, cut.lastIndexOf(" ")));
  return `${(words.length > cut.length / 2 ? words : cut).trimEnd()}…`;
}
