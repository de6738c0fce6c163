// Comments that everyone can read, as they are cited.

import { type CitedName, citedNameOf } from "~/people/cited-name/cited-name";
import type { DatabaseClient } from "~/platform/database/database.server";
import { everyone } from "~/visibility/visibility.server";

export interface CitedComment {
  id: number;
  number: number;
  /** As it is shown. */
  name: string;
  cited: CitedName;
  personId: number | null;
  excerpt: string;
  createdAt: Date;
  post: { slug: string };
}

export async function findCitedComment(db: DatabaseClient, id: number): Promise<CitedComment | null> {
  const row = await db.comment.findFirst({
    where: { id, ...everyone.comments, post: everyone.posts },
    select: {
      ...{ id: true, number: true, excerpt: true, createdAt: true, guestName: true, personId: true },
      person: { select: { name: true, familyName: true, givenName: true } },
      post: { select: { slug: true } },
    },
  });
  if (!row) return null;
  const { person, guestName, number, ...comment } = row;
  const name = person?.name ?? guestName ?? "Someone";
  return {
    ...{ ...comment, name, number: number ?? 0 },
    cited: person ? citedNameOf(person) : { whole: name },
  };
}

/** The comment with this number, if everyone can read it. */
export async function findCitedNumber(
  db: DatabaseClient,
  postId: number,
  number: number,
): Promise<number | null> {
  const where = { postId, number, ...everyone.comments, post: everyone.posts };
  return (await db.comment.findFirst({ where, select: { id: true } }))?.id ?? null;
}
