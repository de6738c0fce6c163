// Limits of what one member's editor may cost others.

import type { Member } from "~/people/viewer";
import type { Database } from "~/platform/database/database.server";
import { createRateLimiter, UNLIMITED } from "~/platform/rate-limits/rate-limits.server";
import { DRAFT_PREVIEWS_PER_MINUTE, SAVES_PER_MINUTE } from "./draft.schema";

export interface DraftLimits {
  /** Counts one save of a member. Returns 0, or the seconds until the next is accepted. */
  secondsToWait(member: Pick<Member, "id">): Promise<number>;
  /** The same for a preview. */
  secondsToWaitForPreview(member: Pick<Member, "id">): Promise<number>;
}

export function createDraftLimits(db: Database, enabled: boolean): DraftLimits {
  const limited = (...limits: Parameters<typeof createRateLimiter>[1]) =>
    enabled ? createRateLimiter(db, limits) : UNLIMITED;
  const saves = limited({ name: "saves-minute", points: SAVES_PER_MINUTE, seconds: 60 });
  const previews = limited({
    name: "draft-previews-minute",
    points: DRAFT_PREVIEWS_PER_MINUTE,
    seconds: 60,
  });
  const keyOf = ({ id }: Pick<Member, "id">) => `person-${id}`;
  return {
    secondsToWait: (member) => saves.secondsToWait(keyOf(member)),
    secondsToWaitForPreview: (member) => previews.secondsToWait(keyOf(member)),
  };
}
