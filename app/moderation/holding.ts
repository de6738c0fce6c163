// Whether a new response waits for a moderator.

import { HOLDINGS, type Holding } from "~/site/site.schema";

/** Why a response waits. Stored with it, and told to its writer in words. */
export const HELD_FOR = {
  listed: "It has words or a link that a moderator reads first here.",
  suspected: "It was held automatically, because it resembles advertising.",
  newcomer: "A moderator reads everyone’s first reply.",
  guest: "A moderator reads replies by guests before they appear.",
  everyone: "A moderator reads every reply before it appears.",
  cut: "A moderator has removed a passage of this comment, so a moderator reads later edits of it.",
  writer: "The writer of the post asked a moderator to look at it.",
} as const;
export type HeldFor = keyof typeof HELD_FOR;

export const isHeldByBlock = ({ heldFor }: { heldFor: string | null }) =>
  heldFor === ("listed" satisfies HeldFor);

/** What the decision rests on. */
export interface Participant {
  isGuest: boolean;
  /** Whether a moderator may see them as known: a member with an approved comment, or a guest who has proved
   *  that an approved comment is theirs. A typed e-mail address proves nothing. */
  isKnown: boolean;
  /** Moderators and the post's writers never wait. */
  isTrusted: boolean;
  /** Whether it looks like spam. */
  isSuspected: boolean;
  /** Whether it has words or links that moderators chose to read first (blocks/). */
  isListed: boolean;
}

/** Comments that wait, of members and guests. Past it, guests are asked to sign in or to come back: nobody reads more, and a program could
 *  fill the queue until nobody finds in it what people wrote. */
export const MAX_WAITING = 2_000;

/** The reason to hold a response; null if it is published at once. */
export function reasonToHold(holding: Holding, participant: Participant): HeldFor | null {
  if (participant.isTrusted) return null;
  if (participant.isListed) return "listed";
  const holds = (least: Holding) => HOLDINGS.indexOf(holding) >= HOLDINGS.indexOf(least);
  if (holds("suspected") && participant.isSuspected) return "suspected";
  if (holds("everyone")) return "everyone";
  if (holds("guests") && participant.isGuest) return "guest";
  if (holds("newcomers") && !participant.isKnown) return "newcomer";
  return null;
}
