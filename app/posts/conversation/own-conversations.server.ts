// The conversations that a person takes part in.

import type { DatabaseClient } from "~/platform/database/database.server";
import { type Page, type PageRequest, pageByKey, pastKey } from "~/platform/database/paging";
import { everyone } from "~/visibility/visibility.server";

export interface OwnConversation {
  id: number;
  slug: string;
  title: string;
  language: string | null;
  responseCount: number;
  responseNumber: number;
  respondedAt: Date;
}

/** About as long as a page of posts. */
const CONVERSATIONS_PER_PAGE = 20;

/** Published posts with responses that a person wrote or commented on, by their latest response. Returns null if the key of the page is
 *  unknown. What of the person's nobody else can read lists nothing. */
export const listOwnConversations = (
  db: DatabaseClient,
  personId: number,
  request: PageRequest,
  take = CONVERSATIONS_PER_PAGE,
): Promise<Page<OwnConversation> | null> =>
  pageByKey(
    request,
    take,
    async (id) => {
      const post = await db.post.findUnique({ where: { id }, select: { respondedAt: true } });
      return post?.respondedAt ? { at: post.respondedAt, id } : null;
    },
    async (range) => {
      const rows = await db.post.findMany({
        where: {
          ...everyone.posts,
          responseCount: { gt: 0 },
          OR: [
            { comments: { some: { personId, ...everyone.comments } } },
            { bylines: { some: { personId, role: "writer" } } },
          ],
          AND: [{ respondedAt: { not: null } }, pastKey(range, "respondedAt", "id")],
        },
        orderBy: [{ respondedAt: range.order }, { id: range.order }],
        take: range.take,
        select: {
          ...{ id: true, slug: true, title: true, language: true },
          ...{ responseCount: true, responseNumber: true, respondedAt: true },
        },
      });
      return rows.flatMap(({ respondedAt, ...row }) => (respondedAt ? [{ ...row, respondedAt }] : []));
    },
  );
