// Who may read which posts and responses. Every list, count, feed and page takes its `where` from here.

import type { Actor } from "~/people/policy";
import { isAtLeast } from "~/people/roles";
import type { Prisma } from "~/platform/database/database.server";
import { postStatus, responseStatus } from "./status";

/** Conditions for what a viewer may read. Responses are read through a readable post; a query that does not
 *  go through a post adds `post: posts`. */
export interface Visibility {
  posts: Prisma.PostWhereInput;
  comments: Prisma.CommentWhereInput;
  pingbacks: Prisma.PingbackWhereInput;
  /** Edits of comments that a moderator decides about. */
  heldEdits: Prisma.HeldEditWhereInput;
}

const none = { id: { in: [] as number[] } };

const publishedPosts = { status: postStatus.published } as const;

/** The public: everything in public lists, counts, feeds and the page cache. */
export const everyone = {
  posts: publishedPosts,
  comments: { status: responseStatus.approved },
  pingbacks: { status: responseStatus.approved, sourcePost: publishedPosts },
  heldEdits: none,
} as const satisfies Visibility;

const staff: Visibility = {
  posts: {},
  comments: { status: { not: responseStatus.erased } },
  pingbacks: {},
  heldEdits: {},
};

/** What a viewer may read: guests the public, members also their own, editors everything. */
export function visibility(viewer: Actor): Visibility {
  if (viewer.kind === "guest") return everyone;
  if (isAtLeast(viewer.role, "editor")) return staff;
  const posts = { OR: [everyone.posts, isOwnPost(viewer.id)] };
  return {
    posts,
    comments: { OR: [everyone.comments, { personId: viewer.id }] },
    pingbacks: { status: responseStatus.approved, sourcePost: posts },
    heldEdits: { comment: { personId: viewer.id } },
  };
}

/** A presenter owns nothing. */
const isOwnPost = (personId: number): Prisma.PostWhereInput => ({
  OR: [{ submitterId: personId }, { bylines: { some: { personId, role: "writer" } } }],
});

/** isInThread() as a condition. */
export const inThread = {
  OR: [{ status: { in: [responseStatus.approved, responseStatus.erased] } }, { replyCount: { gt: 0 } }],
} satisfies Prisma.CommentWhereInput;
