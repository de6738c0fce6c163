// Who may reply to a post.

import { z } from "zod";
import type { Viewer } from "~/people/viewer";
import { atMost, line } from "~/platform/http/typed-text";
import { findLock, LOCKED_SENTENCE, type LockedBranch } from "./locked-branches";

export const REPLIERS = ["everyone", "members", "nobody"] as const;
export type Replier = (typeof REPLIERS)[number];

/** A reason is a sentence or two; more is a reply. */
export const MAX_CLOSED_WORDS_CHARS = 300;

export interface Closing {
  repliesFrom: string;
  /** Why not everyone may reply, told to readers. */
  closedWords: string;
}

/** Who may reply where. */
export interface ReplyRules extends Closing {
  lockedBranches: LockedBranch[];
}

export const OPEN: ReplyRules = { repliesFrom: "everyone", closedWords: "", lockedBranches: [] };

export type ClosedReason = "post.closed" | "post.members-only";

/** Why this reader may not reply to a post; null if they may. Moderators and the post's writers may not either, since
 *  nobody could answer them. */
export function whyClosed({ repliesFrom }: Pick<Closing, "repliesFrom">, { kind }: Pick<Viewer, "kind">) {
  if (repliesFrom === "nobody") return "post.closed" satisfies ClosedReason;
  if (repliesFrom === "members" && kind === "guest") return "post.members-only" satisfies ClosedReason;
  return null;
}

/** What keeps somebody from replying. */
export interface ReplyBar {
  reason: ClosedReason | "branch.locked";
  /** What a moderator told readers about it. */
  words: string;
}

/** What keeps this reader from replying to a post, or to the comment with `path`; null if nothing does. */
export function findBar(
  rules: ReplyRules,
  viewer: Pick<Viewer, "kind">,
  path: string | null,
): ReplyBar | null {
  const reason = whyClosed(rules, viewer);
  if (reason) return { reason, words: rules.closedWords };
  const lock = path === null ? null : findLock(rules.lockedBranches, path);
  return lock && { reason: "branch.locked", words: lock.words };
}

export const BAR_SENTENCES: Record<ReplyBar["reason"], string> = {
  "post.closed": "This post is closed to new replies.",
  "post.members-only": "Only members can reply to this post.",
  "branch.locked": LOCKED_SENTENCE,
};

const closedWords = line().pipe(z.string().max(MAX_CLOSED_WORDS_CHARS, atMost(MAX_CLOSED_WORDS_CHARS)));

/** The form by which a moderator decides. `basedOn` is what it showed. */
export const closingForm = z.object({
  repliesFrom: z.enum(REPLIERS, { error: "Choose who may reply." }),
  closedWords,
  basedOn: z.string().default(""),
});
export type ClosingInput = z.infer<typeof closingForm>;

/** The form by which a moderator locks a branch. `basedOn` is what it showed. */
export const lockForm = z.object({ words: closedWords, basedOn: z.string().default("") });

/** A state of the decision, as a form carries it. */
export const describeClosing = ({ repliesFrom, closedWords }: Closing) => `${repliesFrom}: ${closedWords}`;
