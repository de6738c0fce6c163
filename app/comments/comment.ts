// The shape in which a comment travels to pages. An e-mail address is not in it.

export interface CommentView {
  kind: "comment";
  id: number;
  number: number;
  path: string;
  parentId: number | null;
  html: string;
  createdAt: Date;
  name: string;
  /** A person's page, or the site that a guest gave. */
  link: { href: string; local: boolean } | null;
  personId: number | null;
}

/** Where a comment can be cited for ever: it leads to whichever page shows it. */
export const commentPath = (id: number) => `/comments/${id}`;
export const commentAnchor = (id: number) => `comment-${id}`;
