// The states of posts and responses. They are spelt here alone: all other code asks what a state means.

/** A post is published from its date on; a draft and a scheduled post are their writers'. */
export const postStatus = { draft: "draft", scheduled: "scheduled", published: "published" } as const;
export type PostStatus = keyof typeof postStatus;

export const responseStatus = {
  /** Waits for a moderator. It may never have had a number. */
  held: "held",
  approved: "approved",
  spam: "spam",
  /** Hidden. Its words are kept, so that this can be undone. */
  removed: "removed",
  /** A place in a thread, without words or a name. */
  erased: "erased",
} as const;
export type ResponseStatus = keyof typeof responseStatus;

interface HasStatus {
  status: string;
}

/** Where few rows are asked for by their ids, SQLite would read all published posts by the index of their status: there this
 *  sorts them out afterwards. */
export const isPublished = (post: HasStatus) => post.status === postStatus.published;
export const isScheduled = (post: HasStatus) => post.status === postStatus.scheduled;

/** Whether everyone may read a response, as far as that is its own matter: its post has to be published too. */
export const isApproved = (response: HasStatus) => response.status === responseStatus.approved;
export const isErased = (response: HasStatus) => response.status === responseStatus.erased;

/** Whether everyone may read a response, its post's state being known. */
export const isReadable = (response: HasStatus & { post: HasStatus }) =>
  isApproved(response) && isPublished(response.post);

/**
 * Whether a comment takes a place in a thread: one that can be read does, so does an erased one, and a hidden one above a reply that
 * takes one. A comment's `replyCount` counts these; a post's `responseCount` counts what can be read.
 */
export const isInThread = (comment: HasStatus & { replyCount: number }) =>
  isApproved(comment) || isErased(comment) || comment.replyCount > 0;
