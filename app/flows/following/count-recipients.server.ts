// How many followers a draft's publication will send an e-mail to.

import type { Draft } from "~/drafts/draft.server";
import { readPastDate } from "~/drafts/publishing/publication-time";
import { countRecipients } from "~/following/followers.server";
import { NEWS_MS } from "~/following/following.schema";
import { findPersonIds } from "~/people/person.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import type { PostInput } from "~/posts/post.schema";
import { findPostRow } from "~/posts/post-commands.server";
import { findSeriesId } from "~/series/series.server";
import { readSite } from "~/site/site.server";
import { findTagByName } from "~/tags/tag.server";
import { isPublished } from "~/visibility/status";

export interface Recipients {
  /** Followers who get an e-mail, at most MAX_RECIPIENTS + 1; null if nobody is told, because the post's date is too far back. */
  count: number | null;
  /** No follower gets one, as it was chosen before. */
  quiet: boolean;
}

/** The recipients if a draft is published now; null if it is published already. */
export async function countRecipientsOf(
  db: DatabaseClient,
  draft: Pick<Draft, "postId" | "text">,
  input: PostInput,
  now: Date,
): Promise<Recipients | null> {
  const { postId } = draft;
  const post = postId === null ? null : await findPostRow(db, postId);
  if (post && isPublished(post)) return null;
  const typed = draft.text.details.date.trim();
  const datedAt = typed ? readPastDate(typed, (await readSite(db)).timeZone, now) : post?.withdrawnFrom;
  const quiet = post?.quiet ?? false;
  if (datedAt && now.getTime() - datedAt.getTime() > NEWS_MS) return { count: null, quiet };
  const writerIds = [...(await findPersonIds(db, input.writers)).values()];
  const tagIds: number[] = [];
  for (const name of input.tags) {
    const tag = await findTagByName(db, name);
    if (tag) tagIds.push(tag.id);
  }
  const seriesId = input.series === undefined ? null : await findSeriesId(db, input.series);
  const about = { site: true as const, personIds: writerIds, seriesId, tagIds };
  return { count: await countRecipients(db, about, { postId, writerIds }), quiet };
}
