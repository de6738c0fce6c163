// The name under which a reply is posted.

import type { Viewer } from "~/people/viewer";

/** The person shown in a reply form; null for a guest, who fills in their details. */
export const nameOf = (viewer: Viewer) =>
  viewer.kind === "person" ? { id: viewer.id, name: viewer.name } : null;

/** Why a form opened as `as` would now post under another name; null if it wouldn't. */
export function findChangeOfSpeaker(
  viewer: Viewer,
  as: string | undefined,
): "comment.now-member" | "comment.now-guest" | null {
  if (viewer.kind === "person")
    return as === undefined || as === String(viewer.id) ? null : "comment.now-member";
  return as === undefined || as === "guest" ? null : "comment.now-guest";
}
