import { commentPath, secretPath } from "~/comments/comment";
import { type Markup, markup } from "~/platform/markup";
import type { Outcome } from "./outcome";

/** The confirmation, with a way to undo it if there is one. `secret` is a guest's, of the link to their reply. */
export function showOutcome(
  { act, commentId }: Outcome,
  { isMember, secret, mayJoin }: { isMember: boolean; secret: string | null; mayJoin: boolean },
): Markup {
  if (act === "deleted") return markup`Your comment was deleted.`;
  if (act === "hidden")
    return markup`The response is hidden until a moderator decides. Only its writer and the moderators can read it.`;
  if (act === "edit-withdrawn") return markup`Your edit was withdrawn.`;
  if (act === "edited") return markup`Your changes were saved.`;
  if (isMember && !secret)
    return markup`Your reply was posted. You can <a href="${commentPath(commentId)}/remove">delete it</a>.`;
  if (secret)
    return markup`Your reply was posted. Keep <a href="${secretPath(secret)}" rel="nofollow">your private link</a> to edit or delete it: it isn’t shown again.`;
  if (!mayJoin) return markup`Your reply was posted.`;
  return markup`Your reply was posted. To delete it later, <a href="/join">join</a> with the same e-mail address.`;
}
