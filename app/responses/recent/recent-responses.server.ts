import { listRecentComments } from "~/comments/comment.server";
import { pageOf } from "~/people/person";
import { listRecentPingbacks } from "~/pingbacks/pingback.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import type { RecentComment, RecentPingbacks, RecentResponse } from "../response";

/** A post with dozens of links counts once, so enough pingbacks are read to find other posts too. */
const PINGBACKS_READ = 30;

/** The newest responses of the site, at most `take`. All pingbacks from one post count as one. A member, of the account `readBy`,
 *  gets none of people whom they have muted: an excerpt can't be folded as a comment is, and the next one takes its place. */
export async function listRecentResponses(
  db: DatabaseClient,
  take: number,
  readBy: number | null = null,
): Promise<RecentResponse[]> {
  const comments = await listRecentComments(db, take, { readBy });
  const pingbacks = await listRecentPingbacks(db, PINGBACKS_READ);
  return [...comments.map(toRecent), ...bySource(pingbacks)]
    .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime())
    .slice(0, take);
}

function toRecent(row: Awaited<ReturnType<typeof listRecentComments>>[number]): RecentComment {
  const { guestName, person, ...comment } = row;
  const page = person && pageOf(person);
  return { kind: "comment", name: person?.name ?? guestName ?? "Someone", page, ...comment };
}

/** Dated by the newest pingback, in which order they arrive. */
function bySource(pingbacks: Awaited<ReturnType<typeof listRecentPingbacks>>): RecentPingbacks[] {
  const bySourceId = new Map<number, RecentPingbacks>();
  for (const { id, createdAt, sourcePost, post } of pingbacks) {
    const known = bySourceId.get(sourcePost.id);
    const made = known ?? { kind: "pingbacks", source: sourcePost, createdAt, targets: [] };
    made.targets.push({ pingbackId: id, ...post });
    bySourceId.set(sourcePost.id, made);
  }
  return [...bySourceId.values()];
}
