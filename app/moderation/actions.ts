// What a moderator does to a response, and the reasons that its writer is given.

import { type ResponseStatus, responseStatus } from "~/visibility/status";

/** The status that each action sets. */
export const MODERATED = {
  approve: responseStatus.approved,
  hold: responseStatus.held,
  "mark-spam": responseStatus.spam,
  remove: responseStatus.removed,
} as const satisfies Record<string, ResponseStatus>;

export type ModerationAction = keyof typeof MODERATED;
export const ACTIONS = Object.keys(MODERATED) as ModerationAction[];

/** Reasons to remove a response, each as a sentence to its writer. */
export const REASONS = {
  rude: "It attacks or belittles a person instead of answering what they wrote.",
  "off-topic": "It isn’t about the post or the conversation here.",
  identifies: "It makes somebody identifiable who hasn’t agreed to it.",
  unlawful: "It may break the law.",
  copyright: "It copies more of somebody else’s work than may be quoted.",
  advertising: "It advertises something.",
  other: "",
} as const;

export type Reason = keyof typeof REASONS;
export const REASON_CODES = Object.keys(REASONS) as Reason[];

/** Why a response was held: a reason that moderators don't give. */
export const WRITER_ASKED = "writer-asked";

/** Whether the writer of the post holds it, so that no moderator has decided yet. */
export const isWriterAsking = ({ reason }: { reason: string }): boolean => reason === WRITER_ASKED;

/** Spam and removed responses are erased after this time, in which a decision can be undone. */
export const KEEP_HIDDEN_DAYS = 30;
/** A few sentences; a longer explanation belongs in an e-mail. */
export const MAX_WORDS_CHARS = 2_000;
/** Responses that are moderated in one transaction: as many as a page of the queue shows. */
export const MAX_AT_ONCE = 50;
