// What moderators did, in words.

import type { ModerationAction } from "./actions";

/** Confirms an action to the moderator. */
export const ACTION_DONE: Record<ModerationAction, string> = {
  approve: "Approved.",
  hold: "Held. Only its writer and moderators see it.",
  "mark-spam": "Marked as spam.",
  remove: "Removed.",
};

/** In the log, after the moderator's name. */
export const ACTION_NAMES: Record<ModerationAction, string> = {
  approve: "approved it",
  hold: "held it",
  "mark-spam": "marked it as spam",
  remove: "removed it",
};
