// Who may reply to a post.

import { z } from "zod";
import type { Viewer } from "~/people/viewer";
import { atMost, line } from "~/platform/http/typed-text";

export const REPLIERS = ["everyone", "members", "nobody"] as const;
export type Replier = (typeof REPLIERS)[number];

/** A reason is a sentence or two; more is a reply. */
export const MAX_CLOSED_WORDS_CHARS = 300;

export interface Closing {
  repliesFrom: string;
  /** Why not everyone may reply, told to readers. */
  closedWords: string;
}

export const OPEN: Closing = { repliesFrom: "everyone", closedWords: "" };

export type ClosedReason = "post.closed" | "post.members-only";

/** Why this reader may not reply to a post; null if they may. Moderators and the post's writers may not either, since
 *  nobody could answer them. */
export function whyClosed({ repliesFrom }: Pick<Closing, "repliesFrom">, { kind }: Pick<Viewer, "kind">) {
  if (repliesFrom === "nobody") return "post.closed" satisfies ClosedReason;
  if (repliesFrom === "members" && kind === "guest") return "post.members-only" satisfies ClosedReason;
  return null;
}

export const CLOSED_SENTENCES: Record<ClosedReason, string> = {
  "post.closed": "This post is closed to new replies.",
  "post.members-only": "Only members can reply to this post.",
};

/** The form by which a moderator decides. `basedOn` is what it showed. */
export const closingForm = z.object({
  repliesFrom: z.enum(REPLIERS, { error: "Choose who may reply." }),
  closedWords: line().pipe(z.string().max(MAX_CLOSED_WORDS_CHARS, atMost(MAX_CLOSED_WORDS_CHARS))),
  basedOn: z.string().default(""),
});
export type ClosingInput = z.infer<typeof closingForm>;

/** A state of the decision, as a form carries it. */
export const describeClosing = ({ repliesFrom, closedWords }: Closing) => `${repliesFrom}: ${closedWords}`;
