// Who may see which posts and responses: the one rule. Every list, count, feed and page takes its `where` from here.

import { isAtLeast } from "~/people/roles";
import type { Viewer } from "~/people/viewer";
import type { Prisma } from "~/platform/database/database.server";
import { postStatus, responseStatus } from "./status";

/** What somebody may read, as conditions on rows. Responses are read below posts that may be read: a query that doesn't come by
 *  way of a post adds `post: posts`. */
export interface Visibility {
  posts: Prisma.PostWhereInput;
  comments: Prisma.CommentWhereInput;
  pingbacks: Prisma.PingbackWhereInput;
}

const publishedPosts = { status: postStatus.published } as const;

/** What everyone may read: all that public lists, counts, feeds and the page cache ever hold. */
export const everyone = {
  posts: publishedPosts,
  comments: { status: responseStatus.approved },
  pingbacks: { status: responseStatus.approved, sourcePost: publishedPosts },
} as const satisfies Visibility;

const staff: Visibility = {
  posts: {},
  comments: { status: { not: responseStatus.erased } },
  pingbacks: {},
};

/** What a viewer may read: guests what everyone may, members also what is their own, editors all. */
export function visibility(viewer: Viewer): Visibility {
  if (viewer.kind === "guest") return everyone;
  if (isAtLeast(viewer.role, "editor")) return staff;
  const posts = { OR: [everyone.posts, isOwnPost(viewer.id)] };
  return {
    posts,
    comments: { OR: [everyone.comments, { personId: viewer.id, status: { not: responseStatus.erased } }] },
    pingbacks: { status: responseStatus.approved, sourcePost: posts },
  };
}

/** Who presents a guest owns nothing of theirs. */
const isOwnPost = (personId: number): Prisma.PostWhereInput => ({
  OR: [{ submitterId: personId }, { bylines: { some: { personId, role: "writer" } } }],
});

/** Comments that take a place in a thread: isInThread() as a condition. */
export const inThread = {
  OR: [{ status: { in: [responseStatus.approved, responseStatus.erased] } }, { replyCount: { gt: 0 } }],
} satisfies Prisma.CommentWhereInput;
