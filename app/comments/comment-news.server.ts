// A comment as news: who may want to hear of it, and what it says.

import type { DatabaseClient } from "~/platform/database/database.server";
import { everyone } from "~/visibility/visibility.server";
import { confirmedAddressOf } from "./guests/guest-address.server";

/** Ancestors of a response whose followers are told: further up, a thread has become another. */
const MAX_ANCESTORS = 50;

const CONFIRMED = { emailHash: true, confirmedAt: true } as const;

/** A response that everyone can read, with all who may want to hear of it; null if there is none. */
export async function findResponseNews(db: DatabaseClient, id: number) {
  const comment = await db.comment.findFirst({
    where: { id, ...everyone.comments, post: everyone.posts },
    select: {
      ...{ id: true, postId: true, parentId: true, personId: true, createdAt: true },
      ...{ guestEmail: true, guest: { select: CONFIRMED } },
      parent: {
        select: { personId: true, guestEmail: true, emailAnswers: true, guest: { select: CONFIRMED } },
      },
      post: {
        select: { submitterId: true, bylines: { where: { role: "writer" }, select: { personId: true } } },
      },
    },
  });
  if (!comment) return null;
  const { post, parent, guestEmail, guest, ...rest } = comment;
  return {
    ...rest,
    /** Of guests, who have confirmed these. */
    address: confirmedAddressOf({ guestEmail, guest }),
    answeredAddress: parent && parent.emailAnswers !== null ? confirmedAddressOf(parent) : null,
    ancestorIds: await listAncestors(db, comment.parentId),
    answeredId: parent?.personId ?? null,
    writerIds: post.bylines.map(({ personId }) => personId),
  };
}

async function listAncestors(db: DatabaseClient, parentId: number | null): Promise<number[]> {
  const ids: number[] = [];
  for (let id = parentId; id !== null && ids.length < MAX_ANCESTORS; ) {
    ids.push(id);
    const parent: { parentId: number | null } | null = await db.comment.findUnique({
      where: { id },
      select: { parentId: true },
    });
    id = parent?.parentId ?? null;
  }
  return ids;
}

/** A response as it stands now; null if not everyone can read it. */
export const findToldResponse = (db: DatabaseClient, id: number) =>
  db.comment.findFirst({
    where: { id, ...everyone.comments, post: everyone.posts },
    select: {
      ...{
        id: true,
        number: true,
        source: true,
        html: true,
        guestName: true,
        createdAt: true,
        editedAt: true,
      },
      person: { select: { name: true } },
      post: { select: { id: true, title: true, slug: true } },
    },
  });
