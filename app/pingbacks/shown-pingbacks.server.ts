// Pingbacks as pages show them: with the title and the writers of the posts that they come from.

import type { DatabaseClient, Prisma } from "~/platform/database/database.server";
import type { KeptParts } from "~/platform/kept-parts";
import { everyone } from "~/visibility/visibility.server";
import type { PingbackView } from "./pingback";
import { pingbacksKey } from "./pingbacks-key";

const viewFields = {
  id: true,
  number: true,
  path: true,
  sentence: true,
  createdAt: true,
  sourcePost: {
    select: {
      ...{ title: true, language: true, slug: true },
      bylines: {
        where: { role: "writer" },
        orderBy: { position: "asc" },
        select: { person: { select: { id: true, handle: true, name: true, status: true } } },
      },
    },
  },
} satisfies Prisma.PingbackSelect;

/** Whether a post has any pingback, also a hidden one, from memory: most have none, and asking for those of a page takes four statements. */
export const hasAnyPingback = async (
  { db, parts }: { db: DatabaseClient; parts: KeptParts },
  postId: number,
): Promise<boolean> => {
  const find = async () =>
    (await db.pingback.findFirst({ where: { postId }, select: { id: true } })) !== null;
  const make = async () => ({ value: await find(), tags: [pingbacksKey(postId)], bytes: SMALL });
  return (await parts.find(`has-pingbacks:${postId}`, make)).value;
};
const SMALL = 200;

/** A post's pingbacks with paths from `from` (inclusive) to `to` (exclusive), in the order of reading. */
export async function listPingbacks(
  db: DatabaseClient,
  postId: number,
  from: string,
  to: string | null,
): Promise<PingbackView[]> {
  const rows = await db.pingback.findMany({
    where: { postId, path: to === null ? { gte: from } : { gte: from, lt: to }, ...everyone.pingbacks },
    orderBy: { path: "asc" },
    select: viewFields,
  });
  return rows.map(toView);
}

/** The newest pingbacks of a post by their numbers, those below `before`. */
export async function listNewestPingbacks(
  db: DatabaseClient,
  postId: number,
  before: number | null,
  take: number,
): Promise<PingbackView[]> {
  const rows = await db.pingback.findMany({
    where: { postId, ...(before !== null && { number: { lt: before } }), ...everyone.pingbacks },
    orderBy: { number: "desc" },
    take,
    select: viewFields,
  });
  return rows.map(toView);
}

/** The newest pingbacks of several posts, those that `past` selects by their date, and their posts. */
export async function listNewestPingbacksOf(
  db: DatabaseClient,
  postIds: number[],
  { past, take }: { past: Prisma.PingbackWhereInput; take: number },
): Promise<{ postId: number; response: PingbackView }[]> {
  const rows = await db.pingback.findMany({
    where: { postId: { in: postIds }, ...everyone.pingbacks, AND: past },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take,
    select: { ...viewFields, postId: true },
  });
  return rows.map(({ postId, ...row }) => ({ postId, response: toView(row) }));
}

const toView = ({
  sourcePost,
  ...row
}: Prisma.PingbackGetPayload<{ select: typeof viewFields }>): PingbackView => ({
  kind: "pingback",
  ...row,
  title: sourcePost.title,
  language: sourcePost.language,
  slug: sourcePost.slug,
  writers: sourcePost.bylines.map((line) => line.person),
});
