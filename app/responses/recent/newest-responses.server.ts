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
  const after = cursor === null ? null : await findPlace(db, cursor);
  if (cursor !== null && !after) return null;
  const take = size + 1;
  // Of one moment, comments come before pingbacks.
  const past = (kind: NewestResponse["kind"]) => {
    if (!after) return {};
    if (after.kind === kind) return pastKey({ order: "desc", key: after, take }, "createdAt", "id");
    return { createdAt: kind === "comment" ? { lt: after.at } : { lte: after.at } };
  };
  const all = [
    ...toComments(await listCommentsOfSite(db, { past: past("comment"), take })),
    ...toPingbacks(await listPingbacksOfSite(db, { past: past("pingback"), take })),
  ].sort(byDate);
  return {
    items: all.slice(0, size),
    cursorOf: ({ kind, id }) => `${kind}-${id}`,
    hasMore: all.length > size,
  };
}

const byDate = (a: NewestResponse, b: NewestResponse) =>
  b.createdAt.getTime() - a.createdAt.getTime() || a.kind.localeCompare(b.kind) || b.id - a.id;

const FINDERS = { comment: findCommentDate, pingback: findPingbackDate };

async function findPlace(db: DatabaseClient, cursor: string) {
  const [, kind, number] = /^(comment|pingback)-(\d+)$/.exec(cursor) ?? [];
  const id = readRowId(number);
  if (id === null || (kind !== "comment" && kind !== "pingback")) return null;
  const found = await FINDERS[kind](db, id);
  return found && { kind, id, at: found.createdAt };
}

const toComments = (rows: FeedComment[]) => rows.map((row) => ({ kind: "comment" as const, ...row }));
const toPingbacks = (rows: FeedPingback[]) => rows.map((row) => ({ kind: "pingback" as const, ...row }));
