// Comments for pages. They have no e-mail addresses.

export interface CommentView {
  kind: "comment";
  id: number;
  number: number;
  path: string;
  /** The parent comment; null for a reply to the post. */
  parent: ParentView | null;
  html: string;
  /** Cache tags of what is mentioned and quoted in it. */
  tags: string[];
  createdAt: Date;
  /** The last edit that readers are told of; null if there is none. */
  editedAt: Date | null;
  /** Whether a moderator cut a passage. */
  isCut: boolean;
  /** Replies shown below it. */
  replyCount: number;
  name: string;
  /** A person's page or a guest's website. */
  link: { href: string; local: boolean } | null;
  personId: number | null;
  /** The placeholder of a comment that is not readable; null for a readable one. */
  placeholder: Placeholder | null;
}

/** Why a comment is not readable: deleted by its author, removed by a moderator, or waiting for one. */
export type Placeholder = "deleted" | "hidden" | "waiting";

export interface ParentView {
  id: number;
  /** "Someone" if the parent is not readable. */
  name: string;
  personId: number | null;
  placeholder: Placeholder | null;
}

/** Permanent URL of a comment; it redirects to the page with the comment. */
export const commentPath = (id: number) => `/comments/${id}`;
/** Where a comment and all that is below it can be read alone. */
export const threadPath = (id: number) => `/comments/${id}/thread`;
/** Where a member sees the state of their own comment. */
export const statusPath = (id: number) => `/comments/${id}/status`;
/** Where readers compare an edited comment with its earlier texts. */
export const commentHistoryPath = (id: number) => `/comments/${id}/history`;
/** Where a guest does, with the secret of theirs. */
export const secretPath = (secret: string) => `/replies/${secret}`;
export const commentAnchor = (id: number) => `comment-${id}`;
