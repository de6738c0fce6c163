// Comments for pages. They have no e-mail addresses.

export interface CommentView {
  kind: "comment";
  id: number;
  number: number;
  path: string;
  /** The parent comment; null for a reply to the post. */
  parent: ParentView | null;
  html: string;
  createdAt: Date;
  name: string;
  /** A person's page or a guest's website. */
  link: { href: string; local: boolean } | null;
  personId: number | null;
  /** What stands in its place, without its words and its name; null where it can be read. */
  placeholder: Placeholder | null;
}

/** Why a comment's place is empty: its writer deleted it, a moderator removed it, or it waits for one. */
export type Placeholder = "deleted" | "hidden" | "waiting";

export interface ParentView {
  id: number;
  /** Nobody's, as the placeholder's, where it can't be read. */
  name: string;
  personId: number | null;
  placeholder: Placeholder | null;
}

/** Permanent URL of a comment; it redirects to the page with the comment. */
export const commentPath = (id: number) => `/comments/${id}`;
export const commentAnchor = (id: number) => `comment-${id}`;
