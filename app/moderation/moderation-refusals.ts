const EXPLANATIONS = {
  "comment.not-found": "It was deleted.",
  "pingback.not-found": "It was deleted.",
  "comment.erased": "It was deleted by its writer.",
  "comment.parent-not-found":
    "It answers a comment that can’t be read any more, so nobody could follow it. Hold or remove it, or approve the other comment first.",
  "comment.too-deep": "Its thread has reached the depth limit.",
  "post.not-found": "Its post isn’t published. Approve it when the post is published again.",
  "moderation.own": "It is your own. Another moderator has to decide about it.",
  "moderation.changed": "It was changed since you opened the page.",
} as const;

/** Why a response was left as it is. */
export const explainModerationRefusal = (reason: keyof typeof EXPLANATIONS): string => EXPLANATIONS[reason];
