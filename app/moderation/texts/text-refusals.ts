const EXPLANATIONS = {
  "comment.not-found": "It was deleted.",
  "moderation.own": "It is your own. Another moderator has to decide about it.",
  "moderation.sealed": "It may be against the law. An administrator decides about it.",
  "moderation.changed":
    "Nothing was removed: the comment was changed since you opened the page. Its present text stands below; please choose again.",
  "cut.nothing": "Tick at least one sentence, or enter the words to remove.",
  "cut.not-in-text": "These words aren’t in the text. Copy them from it, with the same capital letters.",
  "version.not-found": "This version was removed already.",
} as const;

export type TextRefusalReason = keyof typeof EXPLANATIONS;

export const isTextRefusal = (reason: string): reason is TextRefusalReason => reason in EXPLANATIONS;

/** Why a comment's text stays as it is, and what to do. */
export const explainTextRefusal = (reason: TextRefusalReason): string => EXPLANATIONS[reason];
