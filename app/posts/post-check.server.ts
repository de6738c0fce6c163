import { showAsTyped } from "~/markdown/as-typed";
import type { Link, RenderMarkdown } from "~/markdown/rendered";
import { RENDER_VERSION } from "~/markdown/version";
import { bylinesKey } from "~/people/person.server";
import type { Database, DatabaseClient, Transaction } from "~/platform/database/database.server";
import { CHECK_BATCH, type Inconsistency, staleText } from "~/platform/inconsistency";
import { monthOf } from "~/site/calendar";
import { readSite } from "~/site/site.server";
import { isPublished } from "~/visibility/status";
import { everyone } from "~/visibility/visibility.server";
import { POSTS_KEY, postKey } from "./post.server";
import { listMonths, recountMonths, setMonth } from "./post-month.server";
import { remakePost } from "./post-rendering.server";

/** Posts per batch: a few megabytes of long texts. */
const TEXTS_AT_ONCE = 50;

/** The publication date, or null for a post that is not published. */
export const publishedAtOf = (post: { status: string; publishedAt: Date | null }): Date | null =>
  isPublished(post) ? post.publishedAt : null;

/** Checks what follows from a post's publication date: its month and the dates of its bylines. */
export async function checkPostDates(db: DatabaseClient): Promise<Inconsistency[]> {
  const { timeZone } = await readSite(db);
  const faults: Inconsistency[] = [];
  for await (const posts of readPosts(db))
    for (const post of posts) {
      const row = `post ${post.id}`;
      const publishedAt = publishedAtOf(post);
      if (isPublished(post) && !publishedAt) faults.push({ row, fault: "is published but has no date" });
      const month = publishedAt && monthOf(publishedAt, timeZone);
      if (post.month !== month)
        faults.push({
          row,
          fault: `is in the archive of ${post.month ?? "no month"} instead of ${month ?? "no month"}`,
          repair: (tx) => fileUnderMonth(tx, post.id),
        });
      const wrong = post.bylines.filter((line) => line.publishedAt?.getTime() !== publishedAt?.getTime());
      const repair = (tx: Transaction) => dateBylines(tx, post.id);
      for (const line of wrong)
        faults.push({ row, fault: `has a different date on the page of person ${line.personId}`, repair });
    }
  return faults;
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
      fault: `has a post count of ${counted.get(month) ?? 0} instead of ${right.get(month) ?? 0}`,
      repair: (tx) => recountMonths(tx, month),
    }));
}

/** Finds texts that another version rendered. */
export async function checkPostTexts({
  db,
  render,
}: {
  db: DatabaseClient;
  render: RenderMarkdown;
}): Promise<Inconsistency[]> {
  const faults: Inconsistency[] = [];
  for (let last = 0; ; ) {
    const rows = await db.post.findMany({
      where: { renderVersion: { not: RENDER_VERSION }, id: { gt: last } },
      orderBy: { id: "asc" },
      take: TEXTS_AT_ONCE,
      select: { id: true, renderVersion: true, source: true, html: true },
    });
    for (const { id, renderVersion, source, html } of rows)
      faults.push(
        staleText(`post ${id}`, renderVersion, RENDER_VERSION, {
          isAsTyped: html === showAsTyped(source),
          repair: (db) => remake(db, render, id),
        }),
      );
    if (rows.length < TEXTS_AT_ONCE) return faults;
    last = rows.at(-1)?.id ?? last;
  }
}

/** Checks former slugs against current ones: a current slug takes precedence over a redirect. */
export async function checkFormerSlugs(db: DatabaseClient): Promise<Inconsistency[]> {
  const faults: Inconsistency[] = [];
  for (let last = ""; ; ) {
    const former = await db.formerSlug.findMany({
      where: { slug: { gt: last } },
      orderBy: { slug: "asc" },
      take: CHECK_BATCH,
    });
    const present = await db.post.findMany({
      where: { slug: { in: former.map((one) => one.slug) } },
      select: { id: true, slug: true },
    });
    const owners = new Map(present.map((post) => [post.slug, post.id]));
    for (const { slug, postId } of former) {
      const owner = owners.get(slug);
      const row = `former slug ${slug}`;
      // Only a person can decide which post should have the slug.
      if (owner !== undefined && owner !== postId)
        faults.push({ row, fault: `redirects to post ${postId}, but post ${owner} uses it now` });
      if (owner === postId)
        faults.push({
          row,
          fault: `redirects to post ${postId}, which still uses it`,
          async repair(tx) {
            await tx.db.formerSlug.deleteMany({ where: { slug, postId, post: { slug } } });
            tx.invalidate(postKey(postId));
          },
        });
    }
    if (former.length < CHECK_BATCH) return faults;
    last = former.at(-1)?.slug ?? last;
  }
}

/** The columns of a post that are checked against other rows. */
export interface PostNumbers {
  id: number;
  status: string;
  publishedAt: Date | null;
  updatedAt: Date;
  month: string | null;
  links: string;
  responseCount: number;
  responseNumber: number;
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
        ...{ id: true, status: true, publishedAt: true, updatedAt: true, month: true, links: true },
        ...{ responseCount: true, responseNumber: true },
        bylines: { select: { personId: true, publishedAt: true } },
      },
    });
    if (posts.length > 0) yield posts;
    if (posts.length < CHECK_BATCH) return;
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

async function remake(db: Database, render: RenderMarkdown, id: number) {
  const post = await db.post.findUnique({ where: { id }, select: { id: true, source: true, summary: true } });
  if (post) await remakePost({ db, render }, post);
}

/** A published post's links; empty for another post, null for a deleted one. */
export async function findLinks(db: DatabaseClient, id: number): Promise<Link[] | null> {
  const post = await db.post.findUnique({ where: { id }, select: { status: true, links: true } });
  if (!post) return null;
  return isPublished(post) ? (JSON.parse(post.links) as Link[]) : [];
}

/** The posts with these current or former slugs, with the time since which they are visible. */
export async function listSlugs(db: DatabaseClient, slugs: string[]) {
  const found = new Map<string, { postId: number; since: Date | undefined }>();
  const post = { select: { id: true, status: true, publishedAt: true } } as const;
  for (let at = 0; at < slugs.length; at += CHECK_BATCH) {
    const slug = { in: slugs.slice(at, at + CHECK_BATCH) };
    const former = await db.formerSlug.findMany({ where: { slug }, select: { slug: true, post } });
    const present = await db.post.findMany({ where: { slug }, select: { slug: true, ...post.select } });
    for (const row of [...former.map((one) => ({ ...one.post, slug: one.slug })), ...present])
      found.set(row.slug, { postId: row.id, since: publishedAtOf(row) ?? undefined });
  }
  return found;
}
