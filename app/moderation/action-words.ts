// What moderators did, in words.

import { TEXT_DONE, TEXT_NAMES } from "./texts/text-action-words";
import type { LoggedAction } from "./texts/text-actions";

/** Confirms an action to the moderator. */
export const ACTION_DONE: Record<LoggedAction, string> = {
  ...TEXT_DONE,
  approve: "Approved.",
  hold: "Held. Only its writer and moderators see it.",
  "mark-spam": "Marked as spam.",
  remove: "Removed.",
};

/** In the log, after the moderator's name. */
export const ACTION_NAMES: Record<LoggedAction, string> = {
  ...TEXT_NAMES,
  approve: "approved it",
  hold: "held it",
  "mark-spam": "marked it as spam",
  remove: "removed it",
};
