// How many comments a block of words or of a domain would have stopped, before it is made.

import { listRecentTexts } from "~/comments/moderation/comment-texts.server";
import { PREVIEWED, WIDE_SHARE } from "~/moderation/blocks/block";
import { type ContentBlock, contentMatcher } from "~/moderation/blocks/match";
import type { DatabaseClient } from "~/platform/database/database.server";

/** As many as a moderator reads at a glance. */
const SHOWN = 3;

export interface Reach {
  stopped: number;
  /** The newest comments that were looked at: all of a small site. */
  of: number;
  /** Whether that is so much that it is probably a mistake. */
  isWide: boolean;
  /** The newest of those that it would have stopped. */
  examples: { id: number; writer: string; excerpt: string }[];
}

export async function measureReach(db: DatabaseClient, block: ContentBlock): Promise<Reach> {
  const comments = await listRecentTexts(db, PREVIEWED);
  const stopped = comments.filter((comment) => contentMatcher(comment)(block));
  return {
    stopped: stopped.length,
    of: comments.length,
    isWide: stopped.length > comments.length * WIDE_SHARE,
    examples: stopped.slice(0, SHOWN).map(({ id, writer, excerpt }) => ({ id, writer, excerpt })),
  };
}
