import type { Database } from "~/platform/database/database.server";
import { createRateLimiter, type RateLimiter, UNLIMITED } from "~/platform/rate-limits.server";
import { COMMENTS_PER_HOUR, COMMENTS_PER_MINUTE } from "./comment.schema";

/** Counts comments by the address that they come from. */
export type CommentLimits = RateLimiter;

export const createCommentLimits = (db: Database, enabled: boolean): CommentLimits =>
  enabled
    ? createRateLimiter(db, [
        { name: "comments-minute", points: COMMENTS_PER_MINUTE, seconds: 60 },
        { name: "comments-hour", points: COMMENTS_PER_HOUR, seconds: 60 * 60 },
      ])
    : UNLIMITED;
