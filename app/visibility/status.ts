// The statuses of posts, pages and responses, spelt only here: other code asks for their meaning.

/** A published post is public; a draft and a scheduled post are their writers' own. A withdrawn post was public: its address says that it
 *  is gone. */
export const postStatus = {
  draft: "draft",
  scheduled: "scheduled",
  published: "published",
  withdrawn: "withdrawn",
} as const;
export type PostStatus = keyof typeof postStatus;

/** A page exists from its first publication. Once withdrawn, its address says that it is gone. */
export const pageStatus = { published: "published", withdrawn: "withdrawn" } as const;
export type PageStatus = keyof typeof pageStatus;

/** A submitted draft waits for an editor. */
export const draftStatus = { writing: "writing", submitted: "submitted" } as const;
export type DraftStatus = keyof typeof draftStatus;

export const responseStatus = {
  /** Waits for a moderator. It has no number before its first approval. */
  held: "held",
  approved: "approved",
  spam: "spam",
  /** Hidden by a moderator. The text is kept, so that this can be undone. */
  removed: "removed",
  /** A place in a thread without text and author. */
  erased: "erased",
} as const;
export type ResponseStatus = keyof typeof responseStatus;

interface HasStatus {
  status: string;
}

/** For queries by a few ids, SQLite would use the index of the status and read all published posts, so these
 *  are filtered afterwards. */
export const isPublished = (post: HasStatus) => post.status === postStatus.published;
export const isScheduled = (post: HasStatus) => post.status === postStatus.scheduled;
export const isWithdrawn = (post: HasStatus) => post.status === postStatus.withdrawn;
export const isSubmitted = (draft: HasStatus) => draft.status === draftStatus.submitted;

/** Whether a response is public, provided that its post is published. */
export const isApproved = (response: HasStatus) => response.status === responseStatus.approved;
export const isHeld = (response: HasStatus) => response.status === responseStatus.held;
export const isRemoved = (response: HasStatus) => response.status === responseStatus.removed;
export const isSpam = (response: HasStatus) => response.status === responseStatus.spam;
export const isErased = (response: HasStatus) => response.status === responseStatus.erased;

/** Whether a response is public, given its post's status. */
export const isReadable = (response: HasStatus & { post: HasStatus }) =>
  isApproved(response) && isPublished(response.post);

/** Whether a comment has a place in a thread: a readable or erased one, or a hidden one with replies that
 *  have a place. `replyCount` counts these; a post's `responseCount` counts readable responses. */
export const isInThread = (comment: HasStatus & { replyCount: number }) =>
  isApproved(comment) || isErased(comment) || comment.replyCount > 0;
