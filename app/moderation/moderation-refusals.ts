const EXPLANATIONS = {
  "comment.not-found": "It was deleted.",
  "pingback.not-found": "It was deleted.",
  "pingback.unlinked": "The post that it comes from no longer links there.",
  "comment.erased": "It was deleted by its writer.",
  "comment.parent-not-found":
    "It answers a comment that can’t be read any more, so nobody could follow it there. Approve it as a reply to the post, or refuse it.",
  "comment.too-deep":
    "Its thread has reached the depth limit. Approve it as a reply to the post, or refuse it.",
  "post.not-found": "Its post isn’t published. Approve it when the post is published again, or refuse it.",
  "edit.not-found": "Its writer has replaced or withdrawn it, or it was deleted with its comment.",
  "edit.hidden": "Its comment isn’t published now. Approve the comment first.",
  "edit.not-rendered":
    "Its text couldn’t be prepared for the page. Please try again; if that doesn’t help, refuse it.",
  "moderation.own": "It is your own. Another moderator has to decide about it.",
  "moderation.sealed": "It may be against the law. An administrator decides about it.",
  "moderation.changed": "It was changed since you opened the page.",
} as const;

/** Why a response was left as it is. */
export const explainModerationRefusal = (reason: keyof typeof EXPLANATIONS): string => EXPLANATIONS[reason];

/** How a response that couldn't be approved could be after all; undefined if the refusal was about something else. */
export const otherWayToApprove = (reason: string): "at-top" | "not-now" | undefined => OTHER_WAYS.get(reason);

const OTHER_WAYS = new Map<string, "at-top" | "not-now">([
  ["comment.parent-not-found", "at-top"],
  ["comment.too-deep", "at-top"],
  ["post.not-found", "not-now"],
]);
