// The shape in which a comment travels to pages. An e-mail address is not in it.

export interface CommentView {
  kind: "comment";
  id: number;
  number: number;
  path: string;
  /** The comment that it answers; null for a reply to the post. */
  parent: ParentView | null;
  html: string;
  createdAt: Date;
  name: string;
  /** A person's page, or the site that a guest gave. */
  link: { href: string; local: boolean } | null;
  personId: number | null;
  /** Without its words and its name: it holds the place of what was answered. */
  removed: boolean;
}

export interface ParentView {
  id: number;
  /** Null where it was deleted. */
  name: string | null;
  personId: number | null;
}

/**
 * What stands in a thread: what everyone may read and, without a word, what was removed from above an answer. The one rule by
 * which replies are shown, and counted where they are counted (`replyCount`); a post's `responseCount` counts what can be read.
 */
export const SHOWN: string[] = ["approved", "removed"];
export const isShown = (status: string) => SHOWN.includes(status);

/** Where a comment can be cited for ever: it leads to whichever page shows it. */
export const commentPath = (id: number) => `/comments/${id}`;
export const commentAnchor = (id: number) => `comment-${id}`;
