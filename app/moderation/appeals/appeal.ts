// A writer asks for another look at a decision about their comment.

import { z } from "zod";
import { trimSource } from "~/markdown/source";
import { atMost, lines } from "~/platform/http/body/typed-text";
import { isWriterAsking, MAX_WORDS_CHARS, MODERATED, type ModerationAction } from "../actions";

/** "lapsed" is of a block that ended before anybody answered. */
export const appealStatus = {
  open: "open",
  upheld: "upheld",
  reversed: "reversed",
  lapsed: "lapsed",
} as const;
export type AppealStatus = keyof typeof appealStatus;
export const isOpenAppeal = ({ status }: { status: string }) => status === appealStatus.open;

export const APPEALS_PATH = "/moderation/appeals";

/** A few sentences. Whoever answers has the comment beside it. */
export const MAX_APPEAL_CHARS = 1_000;

/** For this time an appeal waits for another moderator than the one who decided. Later, anyone may answer it: a second look by
 *  the same person is better than none. */
export const WAIT_FOR_OTHERS_DAYS = 7;

export const appealSchema = z.object({
  text: lines()
    .transform(trimSource)
    .pipe(
      z
        .string()
        .min(1, "Please write why the decision should be looked at again.")
        .max(MAX_APPEAL_CHARS, atMost(MAX_APPEAL_CHARS)),
    ),
});

/** The answer to an appeal. One that isn't granted explains why. */
export const answerSchema = z.object({
  words: lines()
    .transform(trimSource)
    .pipe(z.string().max(MAX_WORDS_CHARS, atMost(MAX_WORDS_CHARS))),
});

/** Whether a decision can be appealed: it hides the comment, and is the last. An approval can't be, nor what the writer of the post
 *  asked for, which a moderator decides anyway. */
export const isAppealable = (
  comment: { status: string },
  decision: { action: string; reason: string } | null,
): decision is { action: string; reason: string } =>
  decision !== null &&
  !isWriterAsking(decision) &&
  decision.action !== ("approve" satisfies ModerationAction) &&
  comment.status === MODERATED[decision.action as ModerationAction];

/** Whether somebody else is to answer. `deciderIds` made the decision, and those since. */
export const waitsForOthers = (
  { createdAt }: { createdAt: Date },
  {
    deciderIds,
    personId,
    hasOthers,
  }: { deciderIds: (number | null)[]; personId: number; hasOthers: boolean },
  now: Date,
): boolean =>
  hasOthers && deciderIds.includes(personId) && now.getTime() < waitsUntil({ createdAt }).getTime();

export const waitsUntil = ({ createdAt }: { createdAt: Date }) =>
  new Date(createdAt.getTime() + WAIT_FOR_OTHERS_DAYS * 24 * 60 * 60 * 1000);
