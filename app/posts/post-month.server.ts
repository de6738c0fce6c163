// The month under which the archive has a post: that of its publication, in the site's time zone.

import type { Writer } from "~/platform/database/database.server";
import { monthOf } from "~/site/calendar";
import { monthKey, POSTS_KEY, postKey } from "./post.server";

/** Files some published posts, from the one after `last` on, under their months in a time zone. Gives the last; null at the end. */
export async function fileByMonth(
  tx: Writer,
  timeZone: string,
  last: number,
  take: number,
): Promise<number | null> {
  const posts = await tx.db.post.findMany({
    where: { status: "published", publishedAt: { not: null }, id: { gt: last } },
    orderBy: { id: "asc" },
    take,
    select: { id: true, publishedAt: true, month: true },
  });
  const moved = new Map<string, number[]>();
  for (const { id, publishedAt, month: before } of posts) {
    const month = publishedAt && monthOf(publishedAt, timeZone);
    if (!month || month === before) continue;
    moved.set(month, [...(moved.get(month) ?? []), id]);
    tx.changed(postKey(id), POSTS_KEY, ...[before, month].flatMap((one) => (one ? monthKey(one) : [])));
  }
  for (const [month, ids] of moved)
    await tx.db.post.updateMany({ where: { id: { in: ids } }, data: { month } });
  return posts.length < take ? null : (posts.at(-1)?.id ?? null);
}

export async function setMonth(tx: Writer, id: number, before: string | null, month: string | null) {
  await tx.db.post.update({ where: { id }, data: { month } });
  tx.changed(
    postKey(id),
    POSTS_KEY,
    ...[before, month].flatMap((one) => (one === null ? [] : monthKey(one))),
  );
}
