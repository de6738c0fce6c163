// What can be done to a draft in its state, as the buttons of the editor.

import { may, type Owned } from "~/people/policy";
import type { Viewer } from "~/people/viewer";
import { isPublished, isScheduled, isSubmitted, type PostStatus } from "~/visibility/status";

/** The post of a draft. */
export interface EditedPost {
  slug: string;
  status: PostStatus;
  /** Of a scheduled post, the time of its publication. */
  publishedAt: Date | null;
  /** When its publication failed. */
  failedAt: Date | null;
}

/** The state of a draft for its editor. */
export interface EditorState {
  /** Null before the first save. */
  draftId: number | null;
  post: EditedPost | null;
  /** Whether its post is published or will be. */
  isOut: boolean;
  isSubmitted: boolean;
  /** Whether the post, if there is one, has another text. */
  isChanged: boolean;
  maySubmit: boolean;
  mayPublish: boolean;
  mayWithdraw: boolean;
  /** Whether the viewer may edit it now. */
  isOpen: boolean;
  /** Whether the viewer may return it to its writers, and leave notes. */
  mayReview: boolean;
}

interface DraftState extends Owned {
  /** Null for one that isn't begun. */
  id: number | null;
  status: string;
  isChanged: boolean;
  post: EditedPost | null;
}

/** Whether the viewer may save to a draft. While it is submitted, only editors may. */
export const mayEdit = (viewer: Viewer, draft: Owned & { status: string }): boolean =>
  may(viewer, "post.edit-draft", isSubmitted(draft) ? undefined : draft);

export function stateOf(viewer: Viewer, draft: DraftState): EditorState {
  const { post } = draft;
  return {
    draftId: draft.id,
    post: post && {
      ...{ slug: post.slug, status: post.status, publishedAt: post.publishedAt },
      failedAt: post.failedAt,
    },
    isOut: post !== null && (isPublished(post) || isScheduled(post)),
    isSubmitted: isSubmitted(draft),
    isChanged: draft.isChanged,
    maySubmit: may(viewer, "post.submit", draft),
    mayPublish: may(viewer, "post.publish", draft),
    mayWithdraw: may(viewer, "post.withdraw", draft),
    isOpen: mayEdit(viewer, draft),
    mayReview: may(viewer, "post.review", draft),
  };
}
