// Who may reply to a post.

import { z } from "zod";
import type { Viewer } from "~/people/viewer";
import { atMost, line } from "~/platform/http/body/typed-text";
import { findLock, LOCKED_SENTENCE, type LockedBranch } from "./locked-branches";
import { SLOW_MINUTES } from "./slow-mode";

export const REPLIERS = ["everyone", "members", "nobody"] as const;
export type Replier = (typeof REPLIERS)[number];

/** A reason is a sentence or two; more is a reply. */
export const MAX_CLOSED_WORDS_CHARS = 300;

export interface Closing {
  repliesFrom: string;
  /** Why not everyone may reply, told to readers. */
  closedWords: string;
  /** Minutes between two replies of a person (slow-mode.ts); 0 without slow mode. */
  slowMinutes: number;
  /** "site" if it closes by its age as the site's settings say, or "open" if it doesn't. */
  ageRule: string;
}

/** Who may reply where. */
export interface ReplyRules extends Closing {
  lockedBranches: LockedBranch[];
}

export const OPEN: ReplyRules = {
  ...{ repliesFrom: "everyone", closedWords: "", lockedBranches: [], slowMinutes: 0, ageRule: "site" },
};

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
  reason: ClosedReason | "post.old" | "branch.locked";
  /** What a moderator told readers about it. */
  words: string;
}

/** What keeps this reader from replying to a post, or to the comment with `path`; null if nothing does. */
export function findBar(
  rules: ReplyRules,
  viewer: Pick<Viewer, "kind">,
  { path, isOld }: { path: string | null; isOld: boolean },
): ReplyBar | null {
  const reason = whyClosed(rules, viewer);
  if (isOld && reason !== "post.closed") return { reason: "post.old", words: "" };
  if (reason) return { reason, words: rules.closedWords };
  const lock = path === null ? null : findLock(rules.lockedBranches, path);
  return lock && { reason: "branch.locked", words: lock.words };
}

export const BAR_SENTENCES: Record<ReplyBar["reason"], string> = {
  "post.closed": "This post is closed to new replies.",
  "post.members-only": "Only members can reply to this post.",
  "post.old": "This post is closed to new replies, because it was published some time ago.",
  "branch.locked": LOCKED_SENTENCE,
};

interface Aging {
  publishedAt: Date | null;
  replyRules: Pick<Closing, "ageRule">;
}

/** When a post closes by its age; null if it doesn't. */
export const closesAt = ({ publishedAt, replyRules }: Aging, closeAfterDays: number): Date | null =>
  closeAfterDays === 0 || publishedAt === null || replyRules.ageRule === "open"
    ? null
    : new Date(publishedAt.getTime() + closeAfterDays * DAY_MS);

export function isClosedByAge(post: Aging, closeAfterDays: number, now: Date): boolean {
  const at = closesAt(post, closeAfterDays);
  return at !== null && at <= now;
}

const DAY_MS = 24 * 60 * 60 * 1000;

const closedWords = line().pipe(z.string().max(MAX_CLOSED_WORDS_CHARS, atMost(MAX_CLOSED_WORDS_CHARS)));

/** The form by which a moderator decides. `basedOn` is what it showed. */
export const closingForm = z.object({
  repliesFrom: z.enum(REPLIERS, { error: "Choose who may reply." }),
  closedWords,
  slowMinutes: z
    .enum(SLOW_MINUTES.map(String), { error: "Choose one of the options." })
    .default("0")
    .transform(Number),
  ageRule: z.enum(["site", "open"], { error: "Choose one of the options." }).default("site"),
  basedOn: z.string().default(""),
});
export type ClosingInput = z.infer<typeof closingForm>;

/** The form by which a moderator locks a branch. `basedOn` is what it showed. */
export const lockForm = z.object({ words: closedWords, basedOn: z.string().default("") });

/** A state of the decision, as a form carries it. */
export const describeClosing = ({ repliesFrom, closedWords, slowMinutes, ageRule }: Closing) =>
  `${repliesFrom} ${slowMinutes} ${ageRule}: ${closedWords}`;
