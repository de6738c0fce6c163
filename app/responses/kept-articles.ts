// Comments as a kind of reader sees them. Most of hundreds are the same for all guests, and for all members who may do the same.

import type { CommentView } from "~/comments/comment";
import { flatten, type Markup } from "~/platform/markup";

/** Guests, members, and those who may write or moderate. */
const KINDS = 3;

/** What an article depends on besides the comment. */
export interface ShownTo {
  /** Of everything that is the same for all comments of a list. */
  kind: string;
  role: Markup | false;
  /** Whether the parent is on the same page. */
  parentShown: boolean;
}

interface Kept extends ShownTo {
  article: Markup;
}

/** Articles are kept on the comment, as long as it is kept itself (kept-responses.server.ts), from its second use on: most pages are made once, for the page cache,
 *  and what outlives them costs the garbage collector as much as making it. A WeakMap would cost it more. */
const ARTICLES = Symbol("articles");
type Keeping = CommentView & { [ARTICLES]?: Kept[] };

export function findArticle(comment: Keeping, { kind, role, parentShown }: ShownTo): Markup | undefined {
  const kept = comment[ARTICLES];
  if (kept)
    for (const one of kept)
      if (one.kind === kind && one.role === role && one.parentShown === parentShown) return one.article;
  return undefined;
}

export function keepArticle(comment: Keeping, to: ShownTo, article: Markup): void {
  const kept = comment[ARTICLES];
  if (!kept) {
    comment[ARTICLES] = [];
    return;
  }
  if (kept.length === KINDS) kept.shift();
  kept.push({ ...to, article: flatten(article) });
}
