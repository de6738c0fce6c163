// The import and the file that a post came from.

import type { Database, DatabaseClient, Prisma, Transaction } from "~/platform/database/database.server";
import { hashImported, type ImportState, importStateOf } from "~/platform/imported-hash";

/** Whether a post has an origin with this prefix. */
export const hasPostsFrom = async (db: DatabaseClient, prefix: string): Promise<boolean> =>
  (await db.post.findFirst({ where: { origin: { startsWith: prefix } }, select: { id: true } })) !== null;

/** The origin of the post with this slug, or null. */
export const findOriginBySlug = async (db: DatabaseClient, slug: string): Promise<string | null> =>
  (await db.post.findUnique({ where: { slug }, select: { origin: true } }))?.origin ?? null;

/** The post with this title and slug that was written on the site, or whose origin isn't claimed. Null if there is none. */
export async function findUnclaimedPost(
  db: DatabaseClient,
  { title, slug }: { title: string; slug: string },
  isClaimed: (origin: string) => boolean,
): Promise<{ id: number; origin: string | null } | null> {
  const post = await db.post.findUnique({ where: { slug }, select: { id: true, title: true, origin: true } });
  return post?.title === title && (post.origin === null || !isClaimed(post.origin)) ? post : null;
}

/** Changes a post's origin if it still is `from`. Readers see no difference. */
export const moveOrigin = async (db: Database, id: number, from: string | null, to: string): Promise<void> =>
  db.write(async (tx) => {
    await tx.db.post.updateMany({ where: { id, origin: from }, data: { origin: to } });
  });

export async function setOrigin(tx: Transaction, id: number, origin: string): Promise<void> {
  await tx.db.post.update({ where: { id }, data: { origin }, select: { id: true } });
}

const hashedFields = {
  ...{ slug: true, title: true, summary: true, source: true, part: true, seriesId: true, publishedAt: true },
  ...{ language: true, licence: true, noindex: true, importedHash: true, updatedAt: true, origin: true },
  bylines: { orderBy: { position: "asc" }, select: { role: true, personId: true } },
  tags: { orderBy: { position: "asc" }, select: { tagId: true } },
} satisfies Prisma.PostSelect;

/** What an import stores of a post, but people, tags and the series by their ids: a new name of theirs is no edit of the post. */
async function readHashed(db: DatabaseClient, id: number) {
  const { importedHash, updatedAt, origin, bylines, tags, ...fields } = await db.post.findUniqueOrThrow({
    where: { id },
    select: hashedFields,
  });
  const people = (role: string) => bylines.filter((line) => line.role === role).map((line) => line.personId);
  const values = [
    ...[fields.slug, fields.title, fields.summary, fields.source, fields.part, fields.seriesId],
    ...[fields.publishedAt, fields.language, fields.licence, fields.noindex],
    ...[people("writer"), people("presenter"), tags.map(({ tagId }) => tagId)],
  ];
  return { importedHash, updatedAt, origin, hash: hashImported(...values) };
}

/** Whether a post is as an import stored it, where it comes from, and when it was last saved. */
export async function readImportState(
  db: DatabaseClient,
  id: number,
): Promise<{ state: ImportState; origin: string | null; savedAt: Date }> {
  const { importedHash, updatedAt, origin, hash } = await readHashed(db, id);
  return { state: importStateOf(importedHash, hash), origin, savedAt: updatedAt };
}

/** Notes that a post is as an import stored it. */
export async function noteImported(tx: Transaction, id: number): Promise<void> {
  const { hash: importedHash } = await readHashed(tx.db, id);
  await tx.db.post.update({ where: { id }, data: { importedHash }, select: { id: true } });
}
