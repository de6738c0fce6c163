import type { Database } from "~/platform/database/database.server";
import { createRateLimiter, type RateLimiter, UNLIMITED } from "~/platform/rate-limits/rate-limits.server";

/** How many e-mails to followers go in a minute, over all processes: some mail servers refuse more. Other e-mails aren't counted. */
export const createFollowerEmailLimit = (db: Database, perMinute: number | null): RateLimiter =>
  perMinute === null
    ? UNLIMITED
    : createRateLimiter(db, [{ name: "follower-emails", points: perMinute, seconds: 60 }]);
