import type { ModerationAction, Reason } from "./actions";

/** What a moderator decides about one or several responses. */
export interface Decision {
  action: ModerationAction;
  reason: Reason | "";
  /** The moderator's own words to the writer. */
  words: string;
  /** Approves as a reply to the post what can't stand below the comment that it answers. */
  atTop?: boolean;
}
