import { RateLimiterMemory, RateLimiterRes, RateLimiterUnion } from "rate-limiter-flexible";
import { networkOf } from "~/platform/http/network";
import { COMMENTS_PER_HOUR, COMMENTS_PER_MINUTE, PREVIEWS_PER_MINUTE } from "./comment.schema";

export interface CommentLimits {
  /** Counts one comment from an address: 0, or the seconds to wait before the next is taken. */
  secondsToWait(clientAddress: string): Promise<number>;
  /** The same for a preview. */
  secondsToWaitForPreview(clientAddress: string): Promise<number>;
}

export function createCommentLimits(enabled: boolean): CommentLimits {
  if (!enabled) return { secondsToWait: async () => 0, secondsToWaitForPreview: async () => 0 };
  const comments = new RateLimiterUnion(
    new RateLimiterMemory({ keyPrefix: "minute", points: COMMENTS_PER_MINUTE, duration: 60 }),
    new RateLimiterMemory({ keyPrefix: "hour", points: COMMENTS_PER_HOUR, duration: 60 * 60 }),
  );
  const previews = new RateLimiterUnion(
    new RateLimiterMemory({ keyPrefix: "preview", points: PREVIEWS_PER_MINUTE, duration: 60 }),
  );
  return {
    secondsToWait: (clientAddress) => count(comments, clientAddress),
    secondsToWaitForPreview: (clientAddress) => count(previews, clientAddress),
  };
}

async function count(limiter: RateLimiterUnion, clientAddress: string): Promise<number> {
  try {
    await limiter.consume(networkOf(clientAddress));
    return 0;
  } catch (refused) {
    const waits = Object.values(refused as Record<string, unknown>).filter(
      (limit) => limit instanceof RateLimiterRes,
    );
    if (waits.length === 0) throw refused;
    return Math.max(1, ...waits.map((limit) => Math.ceil(limit.msBeforeNext / 1000)));
  }
}
