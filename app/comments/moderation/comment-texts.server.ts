// Comments as the spam filter and blocks read them.

import type { DatabaseClient, Prisma } from "~/platform/database/database.server";
import { responseStatus } from "~/visibility/status";

const fields = { id: true, html: true, guestName: true, guestSite: true } satisfies Prisma.CommentSelect;

type Row = Prisma.CommentGetPayload<{ select: typeof fields }>;

/** The names of members are no part of it: they identify people, and a spammer chooses another. */
const toText = ({ id, html, guestName, guestSite }: Row) => {
  return { id, html, name: guestName ?? "", site: guestSite ?? "" };
};

/** Texts of comments in any state but erased. */
export const listTexts = async (db: DatabaseClient, ids: number[]) =>
  (
    await db.comment.findMany({
      where: { id: { in: ids }, status: { not: responseStatus.erased } },
      select: fields,
    })
  ).map(toText);

/** Texts of those among these comments that are approved. */
export const listApprovedTexts = async (db: DatabaseClient, ids: number[]) =>
  (
    await db.comment.findMany({
      where: { id: { in: ids }, status: responseStatus.approved },
      select: fields,
    })
  ).map(toText);

/** Ids of approved comments that were written before a time, newest first, without those of the sample blog. */
export const listApprovedIds = async (db: DatabaseClient, before: Date, take: number): Promise<number[]> =>
  (
    await db.comment.findMany({
      where: { status: responseStatus.approved, createdAt: { lt: before }, post: { sample: false } },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take,
      select: { id: true },
    })
  ).map(({ id }) => id);

/** The newest comments that are approved or wait, with what names them to a moderator. */
export const listRecentTexts = async (db: DatabaseClient, take: number) =>
  (
    await db.comment.findMany({
      where: { status: { in: [responseStatus.approved, responseStatus.held] } },
      orderBy: { id: "desc" },
      take,
      select: { ...fields, excerpt: true, person: { select: { name: true } } },
    })
  ).map(({ excerpt, person, ...row }) => ({
    ...toText(row),
    excerpt,
    writer: person?.name ?? row.guestName ?? "Someone",
  }));

/** A comment as the spam service is told of it; null if it is erased. */
export type SentComment = NonNullable<Awaited<ReturnType<typeof findSentComment>>>;

export const findSentComment = (db: DatabaseClient, id: number) =>
  db.comment.findUnique({
    where: { id, status: { not: responseStatus.erased } },
    select: {
      ...{ id: true, status: true, source: true, guestName: true, guestSite: true, parentId: true },
      ...{ post: { select: { slug: true } }, person: { select: { name: true } } },
    },
  });
