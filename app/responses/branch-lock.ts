// Where a page of a conversation says that a branch is locked: where its reply link was.

import type { Branch } from "~/comments/thread/thread";
import { type Markup, markup } from "~/platform/markup";
import { findLock, LOCKED_SENTENCE, type LockedBranch } from "~/posts/conversation/locked-branches";

export interface ShownLock {
  /** The sentence, at the first response of a branch on the page; null at the others. */
  note: Markup | null;
}

/** Finds the lock of a response. Responses at the top of the page are asked for in their order. */
export function lockFinder(branches: LockedBranch[]) {
  const told = new Set<LockedBranch>();
  return ({ response, parentShown }: Branch<{ path: string }>): ShownLock | null => {
    const lock = findLock(branches, response.path);
    if (!lock) return null;
    const isFirst = response.path === lock.path || !parentShown;
    if (!isFirst || told.has(lock)) return { note: null };
    told.add(lock);
    return { note: lockNote(lock) };
  };
}

const lockNote = ({ words }: LockedBranch): Markup =>
  markup`<p class="lock-note">${LOCKED_SENTENCE}${words && markup` <bdi>${words}</bdi>`}</p>`;
