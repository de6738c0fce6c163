import { findPings, listLinks, resolveLinks } from "~/links/link.server";
import type { DatabaseClient } from "~/platform/database/database.server";

/** Whether the post that a pingback comes from still links to the post that it stands under. A hidden pingback stays when its
 *  link goes, so that it stays hidden if the link returns; shown again without one, it would lead nowhere. */
export async function isStillLinked(
  db: DatabaseClient,
  { sourcePostId, postId }: { sourcePostId: number; postId: number },
): Promise<boolean> {
  const links = (await listLinks(db, [sourcePostId])).get(sourcePostId) ?? [];
  return findPings(sourcePostId, links, await resolveLinks(db, links)).has(postId);
}
