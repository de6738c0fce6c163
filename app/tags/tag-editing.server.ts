// Renaming, describing and merging tags. A tag's former addresses lead to it for ever.

import { createHash } from "node:crypto";
import type { Database, DatabaseClient, Transaction } from "~/platform/database/database.server";
import { findTagByName, recount, TAGS_KEY, tagKey, tagNameKey } from "./tag.server";
import { foldTagName, tagSlug } from "./tag-name";

/** Posts that a merge moves in one transaction, a tenth of a second, between which other writes can run. */
const POSTS_AT_ONCE = 200;

export interface EditedTag {
  id: number;
  slug: string;
  name: string;
  description: string;
  postCount: number;
  /** A hash of what the form changes. */
  version: string;
}

/** A tag by its slug or a former one, with or without posts. */
export async function findTagToEdit(db: DatabaseClient, slug: string): Promise<EditedTag | null> {
  const tag =
    (await db.tag.findUnique({ where: { slug } })) ??
    (await db.formerTag.findUnique({ where: { slug }, select: { tag: true } }))?.tag;
  if (!tag) return null;
  const { id, name, description, postCount } = tag;
  const version = createHash("sha256")
    .update(JSON.stringify([name, description]))
    .digest("hex");
  return { id, slug: tag.slug, name, description, postCount, version };
}

/** Tags of the same folded name, which only a merge can make one. */
export const listSimilarTags = (db: DatabaseClient, { id, name }: { id: number; name: string }) =>
  db.tag.findMany({
    where: { folded: foldTagName(name), id: { not: id } },
    orderBy: { id: "asc" },
    select: { id: true, slug: true, name: true, postCount: true },
  });

export type EditTagResult =
  | { ok: true; slug: string }
  | { ok: false; reason: "tag.not-found" }
  | { ok: false; reason: "tag.changed"; standing: EditedTag }
  | { ok: false; reason: "tag.exists"; other: { slug: string; name: string } };

/** Renames and describes a tag, if `version` is still current. Refuses the name of another tag, which a merge is for. */
export const editTag = (
  db: Database,
  slug: string,
  { name, description }: { name: string; description: string },
  version: string,
): Promise<EditTagResult> =>
  db.write(async (tx) => {
    const standing = await findTagToEdit(tx.db, slug);
    if (!standing) return { ok: false, reason: "tag.not-found" };
    if (standing.version !== version) return { ok: false, reason: "tag.changed", standing };
    const { id } = standing;
    const isRenamed = name !== standing.name;
    const other = isRenamed ? await findTagByName(tx.db, name, id) : null;
    if (other) return { ok: false, reason: "tag.exists", other };
    // A name that is only spelt otherwise keeps its address, which may follow the older rule.
    const renamed = isRenamed && tagSlug(name) !== tagSlug(standing.name) ? tagSlug(name) : standing.slug;
    if (renamed !== standing.slug) await leadHere(tx, id, standing.slug, renamed);
    await tx.db.tag.update({
      where: { id },
      data: { name, description, slug: renamed, folded: foldTagName(name) },
    });
    tx.invalidate(tagNameKey(id), tagKey(id), TAGS_KEY);
    return { ok: true, slug: renamed };
  });

/** The address `from` leads to a tag whose slug becomes `to`. */
async function leadHere(tx: Transaction, tagId: number, from: string, to: string) {
  await tx.db.formerTag.deleteMany({ where: { slug: to, tagId } });
  await tx.db.formerTag.create({ data: { slug: from, tagId } });
}

export type MergeTagsResult =
  | { ok: true; slug: string }
  | { ok: false; reason: "tag.not-found" | "tag.other-not-found" | "tag.same" };

/** Files the posts of a tag under another, in the same place of each post's list, and deletes it; before, in the same transaction, `also`
 *  is called. A merge that was interrupted goes on when it is repeated. */
export async function mergeTags(
  db: Database,
  slug: string,
  into: string,
  also: (tx: Transaction, from: number, to: number) => Promise<void> = async () => {},
): Promise<MergeTagsResult> {
  for (;;) {
    const step = await db.write(async (tx): Promise<MergeTagsResult | "more"> => {
      const source = await findTagToEdit(tx.db, slug);
      if (!source) return { ok: false, reason: "tag.not-found" };
      const target = await findTagByName(tx.db, into);
      if (!target) return { ok: false, reason: "tag.other-not-found" };
      if (target.id === source.id) return { ok: false, reason: "tag.same" };
      const isLast = await movePosts(tx, source.id, target.id);
      await recount(tx, target.id);
      if (!isLast) {
        await recount(tx, source.id);
        return "more";
      }
      await tx.db.formerTag.updateMany({ where: { tagId: source.id }, data: { tagId: target.id } });
      await also(tx, source.id, target.id);
      await tx.db.tag.delete({ where: { id: source.id } });
      await tx.db.formerTag.create({ data: { slug: source.slug, tagId: target.id } });
      tx.invalidate(tagNameKey(source.id), tagKey(source.id), TAGS_KEY);
      return { ok: true, slug: target.slug };
    });
    if (step !== "more") return step;
  }
}

/** Moves some posts to another tag, unless they have it already. Returns whether none is left. */
async function movePosts(tx: Transaction, from: number, to: number): Promise<boolean> {
  const filed = await tx.db.postTag.findMany({
    where: { tagId: from },
    take: POSTS_AT_ONCE + 1,
    select: { postId: true },
  });
  const postIds = filed.slice(0, POSTS_AT_ONCE).map(({ postId }) => postId);
  const both = await tx.db.postTag.findMany({
    where: { tagId: to, postId: { in: postIds } },
    select: { postId: true },
  });
  await tx.db.postTag.deleteMany({
    where: { tagId: from, postId: { in: both.map(({ postId }) => postId) } },
  });
  await tx.db.postTag.updateMany({ where: { tagId: from, postId: { in: postIds } }, data: { tagId: to } });
  tx.reindex("post", ...postIds);
  tx.invalidate(tagNameKey(from));
  return filed.length <= POSTS_AT_ONCE;
}

/** Fills in the folded names of tags that were stored before there were any. */
export async function fillFoldedNames(db: Database): Promise<void> {
  for (let left = true; left; ) {
    left = await db.write(async (tx) => {
      const tags = await tx.db.tag.findMany({
        where: { folded: "" },
        take: POSTS_AT_ONCE,
        select: { id: true, name: true },
      });
      for (const { id, name } of tags)
        await tx.db.tag.update({ where: { id }, data: { folded: foldTagName(name) }, select: { id: true } });
      return tags.length === POSTS_AT_ONCE;
    });
  }
}
