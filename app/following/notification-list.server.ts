// What somebody was told, for their page.

import { commentPath } from "~/comments/comment";
import type { DatabaseClient } from "~/platform/database/database.server";
import { postPath } from "~/posts/post";
import { isPublished, isReadable } from "~/visibility/status";
import { NOTIFICATIONS_PAGE } from "./following.schema";
import { isReason, type Reason } from "./reasons";

export interface ListedNotification {
  id: number;
  reason: Reason;
  isNew: boolean;
  createdAt: Date;
  kind: "response" | "post";
  /** Who wrote it. */
  name: string;
  title: string;
  excerpt: string;
  path: string;
}

/** The newest before an ID; those about what can't be read any more are left out. `older` is where the next page begins. */
export async function listNotifications(
  db: DatabaseClient,
  subscriberId: number,
  before?: number,
): Promise<{ items: ListedNotification[]; newest: number; older: number | null }> {
  const rows = await db.notification.findMany({
    where: { subscriberId, ...(before && { id: { lt: before } }) },
    orderBy: { id: "desc" },
    take: NOTIFICATIONS_PAGE + 1,
    select: {
      ...{ id: true, reason: true, createdAt: true, readAt: true, newPostId: true },
      post: {
        select: {
          ...{ title: true, slug: true, status: true, excerpt: true },
          bylines: {
            where: { role: "writer" },
            orderBy: { position: "asc" },
            select: { person: { select: { name: true } } },
          },
        },
      },
      comment: {
        select: {
          ...{ id: true, status: true, excerpt: true, guestName: true },
          ...{ person: { select: { name: true } }, post: { select: { status: true } } },
        },
      },
    },
  });
  const shown = rows.slice(0, NOTIFICATIONS_PAGE);
  const items = shown.flatMap(
    ({ id, reason, createdAt, readAt, newPostId, post, comment }): ListedNotification[] => {
      const common = { id, createdAt, isNew: readAt === null, title: post.title };
      const why = isReason(reason) ? reason : "post";
      if (newPostId !== null && isPublished(post)) {
        const name = post.bylines.map(({ person }) => person.name).join(", ");
        return [
          { ...common, reason: why, kind: "post", name, excerpt: post.excerpt, path: postPath(post.slug) },
        ];
      }
      if (!comment || !isReadable(comment)) return [];
      const name = comment.person?.name ?? comment.guestName ?? "Someone";
      const path = commentPath(comment.id);
      return [{ ...common, reason: why, kind: "response", name, excerpt: comment.excerpt, path }];
    },
  );
  const older = rows.length > NOTIFICATIONS_PAGE ? (shown.at(-1)?.id ?? null) : null;
  return { items, newest: rows[0]?.id ?? 0, older };
}
