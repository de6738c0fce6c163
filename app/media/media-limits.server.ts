// Limits of what one member's uploads may cost others.

import { may } from "~/people/policy";
import type { Member } from "~/people/viewer";
import type { Database } from "~/platform/database/database.server";
import { createRateLimiter, UNLIMITED } from "~/platform/rate-limits/rate-limits.server";
import { READER_UPLOADS_PER_HOUR, UPLOADS_PER_HOUR } from "./media.schema";

export interface MediaLimits {
  /** Counts one upload of a member. Returns 0, or the seconds until the next is accepted. */
  secondsToWait(member: Member): Promise<number>;
}

export function createMediaLimits(db: Database, enabled: boolean): MediaLimits {
  const limit = (name: string, points: number) =>
    enabled ? createRateLimiter(db, [{ name, points, seconds: 3600 }]) : UNLIMITED;
  const writers = limit("uploads-hour", UPLOADS_PER_HOUR);
  const readers = limit("reader-uploads-hour", READER_UPLOADS_PER_HOUR);
  return {
    secondsToWait: (member) =>
      (may(member, "media.upload") ? writers : readers).secondsToWait(`person-${member.id}`),
  };
}
