// Who may see an upload: whoever may read a text that names it, its owner, and editors.

import type { Actor } from "~/people/policy";
import { isAtLeast } from "~/people/roles";
import type { DatabaseClient, Prisma } from "~/platform/database/database.server";
import { pageStatus } from "~/visibility/status";
import { everyone, visibility } from "~/visibility/visibility.server";

const publicUse: Prisma.MediaUseWhereInput = {
  OR: [
    { post: everyone.posts },
    { page: { status: pageStatus.published } },
    { person: { status: "present" } },
    { seriesId: { not: null } },
    { comment: { ...everyone.comments, post: everyone.posts } },
  ],
};

/** The uploads that everyone may see. */
export const publicMedia: Prisma.MediaWhereInput = { fileId: { not: null }, uses: { some: publicUse } };

/** The uploads that a viewer may see. Editors see all, also those that nothing names. */
export function mediaVisibility(viewer: Actor): Prisma.MediaWhereInput {
  if (viewer.kind === "guest") return publicMedia;
  if (isAtLeast(viewer.role, "editor")) return { fileId: { not: null } };
  const { posts, comments, heldEdits } = visibility(viewer);
  const uses: Prisma.MediaUseWhereInput[] = [
    publicUse,
    { post: posts },
    // In a list of alternatives, an empty condition on a relation holds for no row.
    viewer.moderates ? { commentId: { not: null } } : { comment: { ...comments, post: posts } },
    viewer.moderates ? { heldEditId: { not: null } } : { heldEdit: heldEdits },
    { draft: { OR: [{ ownerId: viewer.id }, { writers: { some: { personId: viewer.id } } }] } },
  ];
  return { fileId: { not: null }, OR: [{ ownerId: viewer.id }, { uses: { some: { OR: uses } } }] };
}

export const isPublic = async (db: DatabaseClient, mediaId: number): Promise<boolean> =>
  (await db.media.findFirst({ where: { id: mediaId, ...publicMedia }, select: { id: true } })) !== null;

export const maySeeMedia = async (db: DatabaseClient, viewer: Actor, mediaId: number): Promise<boolean> =>
  (await db.media.findFirst({
    where: { AND: [{ id: mediaId }, mediaVisibility(viewer)] },
    select: { id: true },
  })) !== null;
