// Folded replies stay folded on this device. A link to a response opens what it is in.

import { read, write } from "~/comments/reply/reply-drafts";
import { FOLDS } from "./device-keys";

/** A reader who folds some branches in each of dozens of discussions; 1.5 kB. The oldest fold is forgotten. */
const MAX_FOLDS = 200;

const readFolds = () => read(FOLDS).split(" ").filter(Boolean);
const idOf = (fold: Element) => fold.parentElement?.id.replace("comment-", "") ?? "";

export function keepFolds(discussion: HTMLElement): void {
  const folds = readFolds();
  for (const fold of discussion.querySelectorAll<HTMLDetailsElement>(".fold"))
    if (folds.includes(idOf(fold))) fold.open = false;
  openTarget();
  addEventListener("hashchange", openTarget);
  // This event doesn't bubble. The browser itself opens a branch in which it finds words.
  discussion.addEventListener("toggle", ({ target }) => note(target as HTMLDetailsElement), true);
}

function note(fold: HTMLDetailsElement) {
  const id = idOf(fold);
  const folds = readFolds();
  if (!fold.matches(".fold") || fold.open !== folds.includes(id)) return;
  const others = folds.filter((other) => other !== id);
  write(FOLDS, (fold.open ? others : [...others, id].slice(-MAX_FOLDS)).join(" "));
}

/** Opens the response to which the address leads, its replies, and all that it is in. */
function openTarget() {
  const [, thread] = /^\/comments\/(\d+)\/thread$/.exec(location.pathname) ?? [];
  const target = document.getElementById(location.hash.slice(1) || `comment-${thread}`);
  if (target) openAbove(target.querySelector(":scope > .fold") ?? target);
}

export function openAbove(element: Element | null): void {
  for (let at = element; at; at = at.parentElement) if (at instanceof HTMLDetailsElement) at.open = true;
}
