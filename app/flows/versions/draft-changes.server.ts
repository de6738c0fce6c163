// What a working copy changes of its post or page.

import type { Draft } from "~/drafts/draft.server";
import { toCompare } from "~/drafts/draft-fields";
import type { DatabaseClient } from "~/platform/database/database.server";
import { type Comparison, compare } from "~/revisions/comparison";
import { findPostedText, toBePosted } from "../writing/posted-text.server";

/** Compares the text of a draft's post or page with the one that it will have after an update; null for a draft without either. */
export async function compareWithPosted(
  db: DatabaseClient,
  draft: Pick<Draft, "kind" | "text" | "owner" | "postId" | "pageId">,
): Promise<Comparison | null> {
  const posted = await findPostedText(db, draft);
  return posted && compare(toCompare(posted), toCompare(toBePosted(draft)));
}

/** Whether the post or page has been published anew since its working copy was begun. */
export const isOutdated = ({ posted, basedOn }: Pick<Draft, "posted" | "basedOn">): boolean =>
  posted !== null && posted.version !== basedOn;
