// Addresses of posts, those that they had before too.

import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { CHECK_BATCH, type Inconsistency } from "~/platform/inconsistency";
import { isPublished } from "~/visibility/status";
import { isHidden, postPath, publishedAtOf } from "../post";
import { postKey } from "../post.server";

/** The slug that a post has now, for an address that it once had. Null if there is none to be seen. */
export async function findMovedSlug(db: DatabaseClient, formerPath: string): Promise<string | null> {
  const former = await db.formerAddress.findUnique({
    where: { path: formerPath },
    select: { post: { select: { slug: true, status: true } } },
  });
  return former && isPublished(former.post) ? former.post.slug : null;
}

/** Whether an address is, or once was, that of a post which was withdrawn: readers have seen it, and can't now. */
export async function isWithdrawnAddress(db: DatabaseClient, slug: string): Promise<boolean> {
  const post = { select: { status: true, withdrawnFrom: true } };
  const present = await db.post.findUnique({ where: { slug }, ...post });
  const found =
    present ??
    (await db.formerAddress.findUnique({ where: { path: postPath(slug) }, select: { post } }))?.post;
  return found ? isHidden(found) : false;
}

/** The post that has this slug, or had it once: either way it is taken. */
export async function findSlugOwner(db: DatabaseClient, slug: string): Promise<number | null> {
  const post = await db.post.findUnique({ where: { slug }, select: { id: true } });
  if (post) return post.id;
  const former = await db.formerAddress.findUnique({
    where: { path: postPath(slug) },
    select: { postId: true },
  });
  return former?.postId ?? null;
}

/** A post's slug changes: the address of the one before leads to it from now on. */
export async function moveAddress(
  tx: Transaction,
  postId: number,
  { from, to }: { from: string; to: string },
): Promise<void> {
  await tx.db.formerAddress.deleteMany({ where: { path: postPath(to), postId } });
  await tx.db.formerAddress.create({ data: { path: postPath(from), postId } });
}

/** Whether all these addresses lead to a post. */
export const hasFormerAddresses = async (db: DatabaseClient, id: number, paths: string[]): Promise<boolean> =>
  paths.length === 0 ||
  (await db.formerAddress.count({ where: { postId: id, path: { in: paths } } })) === new Set(paths).size;

/** Makes addresses that a post had elsewhere, or before it was imported, lead to it. Returns those that are or were another post's. */
export async function keepFormerAddresses(
  tx: Transaction,
  { id, slug }: { id: number; slug: string },
  paths: string[],
): Promise<string[]> {
  const taken: string[] = [];
  for (const path of paths) {
    if (path === postPath(slug)) continue;
    const former = await tx.db.formerAddress.findUnique({ where: { path }, select: { postId: true } });
    const present = path.startsWith(postPath(""))
      ? await tx.db.post.findUnique({
          where: { slug: path.slice(postPath("").length) },
          select: { id: true },
        })
      : null;
    if (present || (former && former.postId !== id)) taken.push(path);
    else if (!former) {
      await tx.db.formerAddress.create({ data: { path, postId: id } });
      tx.invalidate(postKey(id));
    }
  }
  return taken;
}

/** The posts that have these slugs now or had them before, and since when everyone can see them. */
export async function listPostsBySlug(db: DatabaseClient, slugs: string[]) {
  const found = new Map<string, { postId: number; since: Date | undefined }>();
  const post = { select: { id: true, status: true, publishedAt: true } } as const;
  for (let at = 0; at < slugs.length; at += CHECK_BATCH) {
    const some = slugs.slice(at, at + CHECK_BATCH);
    const byPath = new Map(some.map((slug) => [postPath(slug), slug]));
    const former = await db.formerAddress.findMany({
      where: { path: { in: [...byPath.keys()] } },
      select: { path: true, post },
    });
    const present = await db.post.findMany({
      where: { slug: { in: some } },
      select: { slug: true, ...post.select },
    });
    for (const row of [
      ...former.map((one) => ({ ...one.post, slug: byPath.get(one.path) ?? "" })),
      ...present,
    ])
      found.set(row.slug, { postId: row.id, since: publishedAtOf(row) ?? undefined });
  }
  return found;
}

/** Checks for former addresses that are a post's present address. */
export async function checkFormerAddresses(db: DatabaseClient): Promise<Inconsistency[]> {
  const inconsistencies: Inconsistency[] = [];
  for (let last = ""; ; ) {
    const former = await db.formerAddress.findMany({
      where: { path: { gt: last } },
      orderBy: { path: "asc" },
      take: CHECK_BATCH,
    });
    const present = await db.post.findMany({
      where: { slug: { in: former.map(({ path }) => path.slice(postPath("").length)) } },
      select: { id: true, slug: true },
    });
    const owners = new Map(present.map((post) => [postPath(post.slug), post.id]));
    for (const { path, postId } of former) {
      const owner = owners.get(path);
      const row = `former address ${path}`;
      // Which of two posts readers should find there, only a person knows.
      if (owner !== undefined && owner !== postId)
        inconsistencies.push({ row, problem: `redirects to post ${postId}, but post ${owner} uses it now` });
      if (owner === postId)
        inconsistencies.push({
          row,
          problem: `redirects to post ${postId}, which still uses it`,
          async repair(tx) {
            await tx.db.formerAddress.deleteMany({
              where: { path, postId, post: { slug: path.slice(postPath("").length) } },
            });
            tx.invalidate(postKey(postId));
          },
        });
    }
    if (former.length < CHECK_BATCH) return inconsistencies;
    last = former.at(-1)?.path ?? last;
  }
}
