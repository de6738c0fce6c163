// As whom somebody replies.

import type { Viewer } from "~/people/viewer";

/** Who a reply form says is replying; null for a guest, who is asked. */
export const nameOf = (viewer: Viewer) =>
  viewer.kind === "person" ? { id: viewer.id, name: viewer.name } : null;

/** What has changed since the form was made (`as`), where its sender would now speak under another name than they meant. */
export function findChangeOfSpeaker(
  viewer: Viewer,
  as: string | undefined,
): "comment.now-member" | "comment.now-guest" | null {
  if (viewer.kind === "person")
    return as === undefined || as === String(viewer.id) ? null : "comment.now-member";
  return as === undefined || as === "guest" ? null : "comment.now-guest";
}
