// What a working copy changes of its post.

import type { Draft } from "~/drafts/draft.server";
import { toCompare } from "~/drafts/draft-fields";
import { readPost } from "~/drafts/post-input";
import type { DatabaseClient } from "~/platform/database/database.server";
import { type Comparison, compare } from "~/revisions/comparison";
import { asTyped, findPostText } from "../publish-draft.server";

/** Compares a post's text with the one that it will have after an update; null for a draft without a post. */
export async function compareWithPost(
  db: DatabaseClient,
  draft: Pick<Draft, "text" | "owner" | "postId">,
): Promise<Comparison | null> {
  const posted = await findPostText(db, draft.postId);
  if (!posted) return null;
  // As it will be published: an address that was left empty is made from the title.
  const read = readPost(draft.text, draft.owner?.handle);
  const text = read.ok ? asTyped(read.input) : draft.text;
  return compare(toCompare(posted), toCompare(text));
}

/** Whether the post has been published anew since its working copy was begun. */
export const isOutdated = ({ post, basedOn }: Pick<Draft, "post" | "basedOn">): boolean =>
  post !== null && post.version !== basedOn;
