// Comments and pingbacks as one list, newest first, for feeds.

import {
  type FeedComment,
  findCommentDate,
  listCommentsOfPost,
  listCommentsOfSite,
} from "~/comments/comment-feed.server";
import {
  type FeedPingback,
  findPingbackDate,
  listPingbacksOfPost,
  listPingbacksOfSite,
} from "~/pingbacks/pingback-feed.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import { pastKey } from "~/platform/database/paging";
import { readRowId } from "~/platform/database/rows/row-id";

export type NewestResponse = ({ kind: "comment" } & FeedComment) | ({ kind: "pingback" } & FeedPingback);

export interface NewestResponses {
  items: NewestResponse[];
  /** The cursors of each item: what follows it is the next page. */
  cursorOf(response: NewestResponse): string;
  hasMore: boolean;
}

/** Responses to a post, in the order in which they were numbered: one that waited for a moderator is as new as its approval. A cursor
 *  is a number. Returns null for an invalid cursor. */
export async function listNewestOfPost(
  db: DatabaseClient,
  postId: number,
  cursor: string | null,
  size: number,
): Promise<NewestResponses | null> {
  const before = cursor === null ? null : readRowId(cursor);
  if (cursor !== null && before === null) return null;
  const range = { before, take: size + 1 };
  const all = [
    ...toComments(await listCommentsOfPost(db, postId, range)),
    ...toPingbacks(await listPingbacksOfPost(db, postId, range)),
  ].sort((a, b) => b.number - a.number);
  return { items: all.slice(0, size), cursorOf: ({ number }) => String(number), hasMore: all.length > size };
}

/** Responses of the site by date. A cursor is a kind and an id. Returns null for one of a response that doesn't exist. */
export async function listNewestOfSite(
  db: DatabaseClient,
  cursor: string | null,
  size: number,
): Promise<NewestResponses | null> {
  const after = cursor === null ? null : await findDatedPlace(db, cursor);
  if (cursor !== null && !after) return null;
  const take = size + 1;
  const all = [
    ...toComments(await listCommentsOfSite(db, { past: pastPlace(after, "comment", take), take })),
    ...toPingbacks(await listPingbacksOfSite(db, { past: pastPlace(after, "pingback", take), take })),
  ].sort(byDate);
  return { items: all.slice(0, size), cursorOf: datedCursor, hasMore: all.length > size };
}

interface Dated {
  kind: "comment" | "pingback";
  id: number;
  createdAt: Date;
}

/** Responses of any posts, newest first. Of one moment, comments come before pingbacks. */
export const byDate = (a: Dated, b: Dated) =>
  b.createdAt.getTime() - a.createdAt.getTime() || a.kind.localeCompare(b.kind) || b.id - a.id;

/** The cursor of a response in that order. */
export const datedCursor = ({ kind, id }: Pick<Dated, "kind" | "id">) => `${kind}-${id}`;

/** Where a response is in that order. */
interface DatedPlace {
  kind: Dated["kind"];
  id: number;
  at: Date;
  postId: number;
}

/** Condition for what follows a place in that order. */
export function pastPlace(after: DatedPlace | null, kind: Dated["kind"], take: number) {
  if (!after) return {};
  if (after.kind === kind) return pastKey({ order: "desc", key: after, take }, "createdAt", "id");
  return { createdAt: kind === "comment" ? { lt: after.at } : { lte: after.at } };
}

const FINDERS = { comment: findCommentDate, pingback: findPingbackDate };

/** The place of a cursor; null for one of a response that doesn't exist. */
export async function findDatedPlace(db: DatabaseClient, cursor: string): Promise<DatedPlace | null> {
  const [, kind, number] = /^(comment|pingback)-(\d+)$/.exec(cursor) ?? [];
  const id = readRowId(number);
  if (id === null || (kind !== "comment" && kind !== "pingback")) return null;
  const found = await FINDERS[kind](db, id);
  return found && { kind, id, at: found.createdAt, postId: found.postId };
}

const toComments = (rows: FeedComment[]) => rows.map((row) => ({ kind: "comment" as const, ...row }));
const toPingbacks = (rows: FeedPingback[]) => rows.map((row) => ({ kind: "pingback" as const, ...row }));
