import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { type KeyRange, type PageRequest, pastKey } from "~/platform/database/paging";
import { listFiledPosts } from "~/posts/post.server";
import { earlierTagSlug, foldTagName, tagSlug } from "./tag-name";

/** Cache tag of the list of a tag's posts. */
export const tagKey = (id: number) => `tag:${id}`;
/** Cache tag of a tag's name and address, wherever they are shown. */
export const tagNameKey = (id: number) => `tag-name:${id}`;
/** Cache tag of the list of all tags with their counts. */
export const TAGS_KEY = "tags";

/** Limit of the page of all tags. A site with more tags needs a thesaurus, not a longer page. */
const TAGS_SHOWN = 1_000;

export const findTag = (db: DatabaseClient, slug: string) =>
  db.tag.findFirst({
    where: { slug, postCount: { gt: 0 } },
    select: { id: true, slug: true, name: true, description: true, postCount: true },
  });

/** The name and slug of a tag with posts. */
export const findTagById = (db: DatabaseClient, id: number) =>
  db.tag.findFirst({ where: { id, postCount: { gt: 0 } }, select: { name: true, slug: true } });

/** The slug that a tag has now, for one that it had once, or that a tag had which was merged into it. Null if there is nothing to see. */
export async function findMovedTag(db: DatabaseClient, former: string): Promise<string | null> {
  const row = await db.formerTag.findUnique({
    where: { slug: former },
    select: { tag: { select: { slug: true, postCount: true } } },
  });
  return row && row.tag.postCount > 0 ? row.tag.slug : null;
}

/** Tags found by their name while somebody types. */
const TAGS_FOUND = 8;

/** Tags with published posts whose slug contains the one of `name`, most used first. */
export const findTagsByName = (db: DatabaseClient, name: string) =>
  db.tag.findMany({
    where: { postCount: { gt: 0 }, slug: { contains: tagSlug(name) } },
    orderBy: [{ postCount: "desc" }, { id: "asc" }],
    take: TAGS_FOUND,
    select: { slug: true, name: true },
  });

/** Tags with published posts, in the alphabetical order of `language`. Beyond TAGS_SHOWN, those with the most
 *  posts. */
export async function listTags(db: DatabaseClient, language: string) {
  const tags = await db.tag.findMany({
    where: { postCount: { gt: 0 } },
    orderBy: [{ postCount: "desc" }, { id: "asc" }],
    take: TAGS_SHOWN,
    select: { id: true, slug: true, name: true, postCount: true },
  });
  // Databases sort by code point, which puts Z before a.
  const { compare } = new Intl.Collator(language, { numeric: true });
  return tags.sort((a, b) => compare(a.name, b.name));
}

/** Number of tags for which the list of all tags shows the newest titles: those with the most posts. */
export const TAGS_WITH_TITLES = 12;
const TITLES_OF_A_TAG = 3;

/** The newest titles of the largest tags, by tag id. */
export async function listNewestTitles(db: DatabaseClient, tags: { id: number; postCount: number }[]) {
  const largest = tags.toSorted((a, b) => b.postCount - a.postCount).slice(0, TAGS_WITH_TITLES);
  const titles = new Map<number, { id: number; slug: string; title: string; language: string | null }[]>();
  // One query per tag reads only the index rows that it shows, however many posts the tag has.
  for (const { id: tagId } of largest) {
    const filed = await db.postTag.findMany({
      where: { tagId, publishedAt: { not: null } },
      orderBy: [{ publishedAt: "desc" }, { postId: "desc" }],
      take: TITLES_OF_A_TAG,
      select: { post: { select: { id: true, slug: true, title: true, language: true } } },
    });
    titles.set(
      tagId,
      filed.map(({ post }) => post),
    );
  }
  return titles;
}

/** Published posts of a tag, newest first. */
export const listTaggedPosts = (db: DatabaseClient, tagId: number, request: PageRequest) =>
  listFiledPosts(db, request, filedUnder(db, tagId));

/** The ids of these posts, in the order of their lists. */
export const filedUnder = (db: DatabaseClient, tagId: number) => (range: KeyRange) =>
  db.postTag.findMany({
    where: { tagId, publishedAt: { not: null }, AND: pastKey(range, "publishedAt", "postId") },
    orderBy: [{ publishedAt: range.order }, { postId: range.order }],
    take: range.take,
    select: { postId: true },
  });

/** Files a post under exactly `names`, in that order. Names that differ only by case, accent or hyphen are
 *  the same tag, and the first spelling stays. `publishedAt` is null for a draft, which is not counted. */
export async function fileUnder(
  tx: Transaction,
  postId: number,
  names: string[],
  publishedAt: Date | null,
): Promise<void> {
  const before = await tx.db.postTag.findMany({ where: { postId }, select: { tagId: true } });
  await tx.db.postTag.deleteMany({ where: { postId } });
  const after: number[] = [];
  for (const name of names) {
    const tagId = (await findTagByName(tx.db, name))?.id ?? (await addTag(tx, name));
    if (!after.includes(tagId)) after.push(tagId);
  }
  await tx.db.postTag.createMany({
    data: after.map((tagId, position) => ({ postId, tagId, position, publishedAt })),
  });
  for (const tagId of new Set([...after, ...before.map((row) => row.tagId)])) await recount(tx, tagId);
}

/** The tag of a name: the one with its slug, now or formerly, or one whose name differs only by accent or hyphen. `but` is a tag that
 *  doesn't count. */
export async function findTagByName(db: DatabaseClient, name: string, but?: number) {
  const slug = tagSlug(name);
  const fields = { id: true, slug: true, name: true } as const;
  const rows = (
    await db.tag.findMany({ where: { slug: { in: [slug, earlierTagSlug(name)] } }, select: fields })
  ).filter(({ id }) => id !== but);
  const own = rows.find((tag) => tag.slug === slug) ?? rows.find((tag) => tagSlug(tag.name) === slug);
  if (own) return own;
  const former = await db.formerTag.findUnique({ where: { slug }, select: { tag: { select: fields } } });
  if (former && former.tag.id !== but) return former.tag;
  return db.tag.findFirst({
    where: { folded: foldTagName(name), ...(but !== undefined && { id: { not: but } }) },
    orderBy: { id: "asc" },
    select: fields,
  });
}

const addTag = async (tx: Transaction, name: string): Promise<number> =>
  (
    await tx.db.tag.create({
      data: { slug: tagSlug(name), name, folded: foldTagName(name) },
      select: { id: true },
    })
  ).id;

/** Sets the date under which a post appears on its tags' pages. Null hides it there and keeps the tags for
 *  when it is published again. */
export async function dateTags(tx: Transaction, postId: number, publishedAt: Date | null): Promise<void> {
  await tx.db.postTag.updateMany({ where: { postId }, data: { publishedAt } });
  const filed = await tx.db.postTag.findMany({ where: { postId }, select: { tagId: true } });
  for (const { tagId } of filed) await recount(tx, tagId);
}

/** Recounts the published posts of a tag. */
export async function recount(tx: Transaction, tagId: number) {
  const postCount = await tx.db.postTag.count({ where: { tagId, publishedAt: { not: null } } });
  await tx.db.tag.update({ where: { id: tagId }, data: { postCount } });
  tx.invalidate(tagKey(tagId), TAGS_KEY);
}
