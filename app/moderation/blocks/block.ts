// What can be blocked, what a block does, and how long it lasts.

import type { REASONS } from "../actions";

/** A member; a guest's e-mail address; the network that a guest writes from; links to a domain; words. */
export const BLOCK_KINDS = ["person", "address", "network", "domain", "words"] as const;
export type BlockKind = (typeof BLOCK_KINDS)[number];

/** Whose replies are refused, whatever they say. */
export const WRITER_KINDS: readonly string[] = ["person", "address", "network"] satisfies BlockKind[];
/** What replies may not contain. */
export const CONTENT_KINDS: readonly string[] = ["domain", "words"] satisfies BlockKind[];

/** Whether a reply that matches is refused, or waits for a moderator. */
export const EFFECTS = ["refuse", "hold"] as const;
export type Effect = (typeof EFFECTS)[number];

/** Blocks in force: each reply is compared with all that are of words or domains, which takes a few milliseconds, and nobody
 *  oversees more. */
export const MAX_BLOCKS = 500;
/** A phrase; a whole sentence is rarely sent twice with the same words. */
export const MAX_PHRASE_CHARS = 200;
export const MAX_NOTE_CHARS = 1_000;
/** The longest domain name (RFC 1035). */
export const MAX_DOMAIN_CHARS = 253;
/** Comments that a preview looks at: some months of most sites, read in a fifth of a second. */
export const PREVIEWED = 1_000;
/** A block that would have stopped a larger share of them asks once more. */
export const WIDE_SHARE = 0.1;
/** Ended blocks stay listed for this time, so that moderators see what was tried. */
export const KEEP_ENDED_DAYS = 90;
/** A block without an end gets one when its member deletes their account: a hash of their address isn't kept for ever. */
export const LEFT_DAYS = 365;
/** A later end is a typing error. */
export const MAX_DAYS = 10 * 365;

/** A network is others' too, and soon somebody else's. */
export const MAX_NETWORK_DAYS = 30;
export const NETWORK_DURATIONS = ["day", "week", "month"] as const;

/** How long a block lasts, in days; null for good. */
export const DURATIONS = { day: 1, week: 7, month: 30, quarter: 90, year: 365, good: null } as const;
export type Duration = keyof typeof DURATIONS;
export const DURATION_CODES = Object.keys(DURATIONS) as Duration[];

export const DURATION_NAMES: Record<Duration, string> = {
  day: "One day",
  week: "One week",
  month: "30 days",
  quarter: "90 days",
  year: "One year",
  good: "For good",
};

/** Why a person is blocked, told to them. "other" needs words of the moderator's own. */
export const BLOCK_REASONS: Record<keyof typeof REASONS, string> = {
  rude: "Comments that attack or belittle people.",
  "off-topic": "Comments that aren’t about the posts or the conversations here.",
  identifies: "Comments that make people identifiable who haven’t agreed to it.",
  unlawful: "Comments that may break the law.",
  copyright: "Comments that copy more of other people’s work than may be quoted.",
  advertising: "Comments that advertise something.",
  other: "",
};

/** What the writer of a refused reply is told. */
export interface WriterBlock {
  /** How they were recognised: by their account, or as a guest by the address that they typed, or their network. */
  by: "account" | "address" | "network";
  id: number;
  /** Address of the page on which they can ask for another look. */
  appeal: string;
  reason: string;
  words: string;
  endsAt: Date | null;
}

export const hasEnded = ({ endsAt }: { endsAt: Date | null }, now: Date): boolean =>
  endsAt !== null && endsAt <= now;

export const BLOCKS_PATH = "/moderation/blocks";
/** A member's page of the block that keeps them from commenting. */
export const OWN_BLOCK_PATH = "/settings/block";
/** A guest's page of the same. They have no account, so the address has a proof that the block was met. */
export const guestBlockPath = (id: number, proof: string) => `/blocked/${id}/${proof}`;
/** A guest's page of their own appeal, by its secret. */
export const guestAppealPath = (secret: string) => `/blocked/appeals/${secret}`;
