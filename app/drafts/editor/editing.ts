// What can be done to a draft in its state, as the buttons of the editor.

import { type Act, may, type Owned } from "~/people/policy";
import type { Viewer } from "~/people/viewer";
import { isPublished, isScheduled, isSubmitted } from "~/visibility/status";
import type { DraftKind } from "../draft";
import type { Posted } from "../draft.server";

export type EditedPost = Pick<Posted, "path" | "status" | "publishedAt" | "failedAt">;

/** The state of a draft for its editor. */
export interface EditorState {
  /** Null before the first save. */
  draftId: number | null;
  kind: DraftKind;
  /** Its post or page. */
  post: EditedPost | null;
  /** Whether that is published or will be. */
  isOut: boolean;
  isSubmitted: boolean;
  /** Whether the post or page, if there is one, has another text. */
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
  kind: DraftKind;
  status: string;
  isChanged: boolean;
  posted: EditedPost | null;
}

/** What a page's draft is asked for, instead of an act on a post. Pages are the editors', whoever began one, so they aren't handed in. */
const PAGE_ACTS: Partial<Record<Act, Act>> = {
  "post.edit-draft": "page.edit",
  "post.publish": "page.edit",
  "post.withdraw": "page.edit",
};

/** The act on a draft of this kind; null if there is none. */
export const actOn = (kind: DraftKind, act: Act): Act | null =>
  kind === "page" ? (PAGE_ACTS[act] ?? null) : act;

/** Whether the viewer may do something to a draft. */
export function mayTo(viewer: Viewer, act: Act, draft: Owned & { kind: DraftKind }): boolean {
  const asked = actOn(draft.kind, act);
  return asked !== null && may(viewer, asked, draft);
}

/** Whether the viewer may save to a draft. While it is submitted, only editors may. */
export const mayEdit = (viewer: Viewer, draft: Owned & { kind: DraftKind; status: string }): boolean =>
  mayTo(viewer, "post.edit-draft", isSubmitted(draft) ? { ...draft, ownerIds: [] } : draft);

export function stateOf(viewer: Viewer, draft: DraftState): EditorState {
  const post = draft.posted;
  return {
    draftId: draft.id,
    kind: draft.kind,
    post: post && {
      ...{ path: post.path, status: post.status, publishedAt: post.publishedAt },
      failedAt: post.failedAt,
    },
    isOut: post !== null && (isPublished(post) || isScheduled(post)),
    isSubmitted: isSubmitted(draft),
    isChanged: draft.isChanged,
    maySubmit: mayTo(viewer, "post.submit", draft),
    mayPublish: mayTo(viewer, "post.publish", draft),
    mayWithdraw: mayTo(viewer, "post.withdraw", draft),
    isOpen: mayEdit(viewer, draft),
    mayReview: mayTo(viewer, "post.review", draft),
  };
}
