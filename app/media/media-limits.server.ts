// Limits of what one member's uploads may cost others.

import type { Member } from "~/people/viewer";
import type { Database } from "~/platform/database/database.server";
import { createRateLimiter, UNLIMITED } from "~/platform/rate-limits.server";
import { UPLOADS_PER_HOUR } from "./media.schema";

export interface MediaLimits {
  /** Counts one upload of a member. Returns 0, or the seconds until the next is accepted. */
  secondsToWait(member: Pick<Member, "id">): Promise<number>;
}

export function createMediaLimits(db: Database, enabled: boolean): MediaLimits {
  const uploads = enabled
    ? createRateLimiter(db, [{ name: "uploads-hour", points: UPLOADS_PER_HOUR, seconds: 3600 }])
    : UNLIMITED;
  return { secondsToWait: ({ id }) => uploads.secondsToWait(`person-${id}`) };
}
