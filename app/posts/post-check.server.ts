import { bylinesKey } from "~/people/person.server";
import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { CHECK_BATCH, type Inconsistency } from "~/platform/inconsistency";
import { monthOf } from "~/site/calendar";
import { readSite } from "~/site/site.server";
import { isPublished } from "~/visibility/status";
import { everyone } from "~/visibility/visibility.server";
import { listMonths, recountMonths, setMonth } from "./archive/post-month.server";
import { publishedAtOf } from "./post";
import { POSTS_KEY, postKey } from "./post.server";

/** Checks what follows from a post's publication date: its month and the dates of its bylines. */
export async function checkPostDates(db: DatabaseClient): Promise<Inconsistency[]> {
  const { timeZone } = await readSite(db);
  const inconsistencies: Inconsistency[] = [];
  for await (const posts of readPosts(db))
    for (const post of posts) {
      const row = `post ${post.id}`;
      const publishedAt = publishedAtOf(post);
      if (isPublished(post) && !publishedAt)
        inconsistencies.push({ row, problem: "is published but has no date" });
      const month = publishedAt && monthOf(publishedAt, timeZone);
      if (post.month !== month)
        inconsistencies.push({
          row,
          problem: `is in the archive of ${post.month ?? "no month"} instead of ${month ?? "no month"}`,
          repair: (tx) => fileUnderMonth(tx, post.id),
        });
      const wrong = post.bylines.filter((line) => line.publishedAt?.getTime() !== publishedAt?.getTime());
      const repair = (tx: Transaction) => dateBylines(tx, post.id);
      for (const line of wrong)
        inconsistencies.push({
          row,
          problem: `has a different date on the page of person ${line.personId}`,
          repair,
        });
    }
  return inconsistencies;
}

/** Checks the number of published posts of each month. */
export async function checkMonthCounts(db: DatabaseClient): Promise<Inconsistency[]> {
  const filed = await db.post.groupBy({
    by: ["month"],
    where: { ...everyone.posts, month: { not: null } },
    _count: true,
  });
  const right = new Map(filed.map((row) => [row.month ?? "", row._count]));
  const counted = new Map((await listMonths(db)).map(({ month, postCount }) => [month, postCount]));
  return [...new Set([...right.keys(), ...counted.keys()])]
    .filter((month) => right.get(month) !== counted.get(month))
    .map((month) => ({
      row: `month ${month}`,
      problem: `has a post count of ${counted.get(month) ?? 0} instead of ${right.get(month) ?? 0}`,
      repair: (tx) => recountMonths(tx, month),
    }));
}

/** What of a post is checked against other rows. */
export interface PostNumbers {
  id: number;
  status: string;
  publishedAt: Date | null;
  updatedAt: Date;
  month: string | null;
  responseCount: number;
  responseNumber: number;
  respondedAt: Date | null;
  bylines: { personId: number; publishedAt: Date | null }[];
}

/** All posts, in batches. */
export async function* readPosts(db: DatabaseClient): AsyncGenerator<PostNumbers[]> {
  for (let last = 0; ; ) {
    const posts = await db.post.findMany({
      where: { id: { gt: last } },
      orderBy: { id: "asc" },
      take: CHECK_BATCH,
      select: {
        ...{ id: true, status: true, publishedAt: true, updatedAt: true, month: true },
        ...{ responseCount: true, responseNumber: true, respondedAt: true },
        bylines: { select: { personId: true, publishedAt: true } },
      },
    });
    if (posts.length > 0) yield posts;
    if (posts.length < CHECK_BATCH) return;
    last = posts.at(-1)?.id ?? last;
  }
}

/** A post's text is up to 150,000 characters long. */
const TEXTS_AT_ONCE = 50;

const textFields = {
  ...{ id: true, status: true, title: true, summary: true, source: true, version: true },
  ...{ editedAt: true, updatedAt: true },
} as const;

/** What of a post is checked against its versions. */
export const findPostToCheck = (db: DatabaseClient, id: number) =>
  db.post.findUnique({ where: { id }, select: textFields });
export type PostToCheck = NonNullable<Awaited<ReturnType<typeof findPostToCheck>>>;

/** All posts with their texts, in batches. */
export async function* readPostsWithText(db: DatabaseClient): AsyncGenerator<PostToCheck[]> {
  for (let last = 0; ; ) {
    const posts = await db.post.findMany({
      where: { id: { gt: last } },
      orderBy: { id: "asc" },
      take: TEXTS_AT_ONCE,
      select: textFields,
    });
    if (posts.length > 0) yield posts;
    if (posts.length < TEXTS_AT_ONCE) return;
    last = posts.at(-1)?.id ?? last;
  }
}

/** Sets a post's response numbers to the counted ones. */
export async function setResponseNumbers(
  tx: Transaction,
  id: number,
  numbers: { responseCount: number } | { responseNumber: number },
): Promise<void> {
  await tx.db.post.update({ where: { id }, data: numbers });
  tx.invalidate(postKey(id), POSTS_KEY);
}

/** Read again, because the post may have changed since the check. */
const readDates = (tx: Transaction, id: number) =>
  tx.db.post.findUnique({ where: { id }, select: { status: true, publishedAt: true, month: true } });

async function fileUnderMonth(tx: Transaction, id: number) {
  const post = await readDates(tx, id);
  const publishedAt = post && publishedAtOf(post);
  const month = publishedAt && monthOf(publishedAt, (await readSite(tx.db)).timeZone);
  if (post) await setMonth(tx, id, post.month, month);
}

async function dateBylines(tx: Transaction, postId: number) {
  const post = await readDates(tx, postId);
  if (!post) return;
  const publishedAt = publishedAtOf(post);
  await tx.db.byline.updateMany({ where: { postId }, data: { publishedAt } });
  const lines = await tx.db.byline.findMany({ where: { postId }, select: { personId: true } });
  tx.invalidate(...lines.map((line) => bylinesKey(line.personId)));
}
