// Why somebody is told of a thing. Of several reasons the first counts, so that nobody is told twice.

export const REASONS = [
  "reply",
  "mention",
  "continued",
  "own-post",
  "thread",
  "post",
  "series",
  "tag",
  "person",
  "site",
] as const;
export type Reason = (typeof REASONS)[number];

export const isReason = (word: string): word is Reason => REASONS.some((reason) => reason === word);
