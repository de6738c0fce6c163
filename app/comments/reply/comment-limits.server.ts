import { createHash } from "node:crypto";
import type { Speaker } from "~/people/viewer";
import type { Database } from "~/platform/database/database.server";
import { networkOf } from "~/platform/http/request/network";
import { createRateLimiter, UNLIMITED } from "~/platform/rate-limits/rate-limits.server";
import {
  COMMENTS_PER_HOUR,
  COMMENTS_PER_MINUTE,
  COMMENTS_SECONDS,
  PREVIEWS_PER_MINUTE,
  TYPED_PREVIEWS_OF_NETWORK,
  TYPED_PREVIEWS_PER_MINUTE,
} from "../comment.schema";
import { SUGGESTIONS_PER_MINUTE } from "../references/mention-limits";

export interface CommentLimits {
  /** Counts one comment of a member or an address. Returns 0, or the seconds until the next is accepted. */
  secondsToWait(clientAddress: string, speaker: Speaker): Promise<number>;
  /** The same for a preview. */
  secondsToWaitForPreview(clientAddress: string, speaker: Speaker): Promise<number>;
  /** The same for a preview while typing. A guest's limit is that of their browser in their network, and the network has one, too. */
  secondsToWaitForTypedPreview(clientAddress: string, speaker: Speaker, browser: string): Promise<number>;
  /** The same for people who are suggested to mention. */
  secondsToWaitForPeople(clientAddress: string, speaker: Speaker): Promise<number>;
}

export function createCommentLimits(db: Database, enabled: boolean): CommentLimits {
  const limited = (...limits: Parameters<typeof createRateLimiter>[1]) =>
    enabled ? createRateLimiter(db, limits) : UNLIMITED;
  const comments = limited(
    { name: "comments-minute", points: COMMENTS_PER_MINUTE, seconds: 60 },
    { name: "comments-hour", points: COMMENTS_PER_HOUR, seconds: COMMENTS_SECONDS },
  );
  const previews = limited({ name: "previews-minute", points: PREVIEWS_PER_MINUTE, seconds: 60 });
  const people = limited({ name: "mentions-minute", points: SUGGESTIONS_PER_MINUTE, seconds: 60 });
  const typed = limited({ name: "typed-previews", points: TYPED_PREVIEWS_PER_MINUTE, seconds: 60 });
  const typedInNetwork = limited({
    ...{ name: "typed-previews-network", points: TYPED_PREVIEWS_OF_NETWORK, seconds: 60 },
  });
  return {
    async secondsToWaitForTypedPreview(clientAddress, speaker, browser) {
      const key = replyLimitKey(clientAddress, speaker);
      if (speaker.kind === "person") return typed.secondsToWait(key);
      const ofNetwork = await typedInNetwork.secondsToWait(key);
      const device = createHash("sha256").update(browser).digest("base64url").slice(0, 12);
      return ofNetwork || typed.secondsToWait(`${key} ${device}`);
    },
    secondsToWaitForPeople: (...who) => people.secondsToWait(replyLimitKey(...who)),
    secondsToWait: (...who) => comments.secondsToWait(replyLimitKey(...who)),
    secondsToWaitForPreview: (...who) => previews.secondsToWait(replyLimitKey(...who)),
  };
}

/** A member has a limit of their own, because a class shares a network. */
export const replyLimitKey = (clientAddress: string, speaker: Speaker) =>
  speaker.kind === "person" ? `person-${speaker.id}` : networkOf(clientAddress);
