// What moderators did to texts, in words.

import type { TextAction } from "./text-actions";

/** Confirms it to the moderator. */
export const TEXT_DONE: Record<TextAction, string> = {
  "approve-edit": "Edit approved. The comment has the new text.",
  "refuse-edit": "Edit refused. The comment stays as it is.",
  "cut-passage": "Passage removed.",
  "remove-version": "Version removed from the history.",
};

/** In the log, after the moderator's name. */
export const TEXT_NAMES: Record<TextAction, string> = {
  "approve-edit": "approved an edit of it",
  "refuse-edit": "refused an edit of it",
  "cut-passage": "removed a passage of it",
  "remove-version": "removed an earlier version of it from its history",
};

/** In the public log: of one, and of several. */
export const TEXT_ACTIONS_COUNTED: Record<TextAction, [one: string, several: string]> = {
  "approve-edit": ["1 edit was approved.", "edits were approved."],
  "refuse-edit": ["1 edit was refused.", "edits were refused."],
  "cut-passage": ["A passage was removed from 1 response.", "passages were removed from responses."],
  "remove-version": [
    "1 earlier version was removed from a history.",
    "earlier versions were removed from histories.",
  ],
};

interface Sentences {
  subject: (title: string) => string;
  sentence: (title: string, siteName: string) => string;
}

/** To the comment's writer. */
export const TEXT_NEWS: Record<TextAction, Sentences> = {
  "approve-edit": {
    subject: (title) => `Your edit of your reply to ${title} was approved`,
    sentence: (title, siteName) =>
      `A moderator has approved your edit of your reply to ${title} at ${siteName}. Everyone can read the new text now.`,
  },
  "refuse-edit": {
    subject: (title) => `Your edit of your reply to ${title} was refused`,
    sentence: (title, siteName) =>
      `A moderator has refused your edit of your reply to ${title} at ${siteName}. The reply stays published as it was.`,
  },
  "cut-passage": {
    subject: (title) => `A passage of your reply to ${title} was removed`,
    sentence: (title, siteName) =>
      `A moderator has removed a passage of your reply to ${title} at ${siteName}. The rest stays published, with a mark in its place. You can edit it; a moderator then reads your edit.`,
  },
  "remove-version": {
    subject: (title) => `An earlier version of your reply to ${title} was removed`,
    sentence: (title, siteName) =>
      `A moderator has removed an earlier version of your reply to ${title} at ${siteName} from its history. Your reply stays as it is.`,
  },
};
