// Tags as an export of the site's content reads them.

import type { Database, DatabaseClient } from "~/platform/database/database.server";
import { findTagByName, TAGS_KEY, tagKey, tagNameKey } from "./tag.server";
import { foldTagName, tagSlug } from "./tag-name";

/** What posts don't say of tags, of those that have a published post: description, former addresses, and an address that doesn't
 *  follow from the name. */
export async function readTagContent(db: DatabaseClient) {
  const tags = await db.tag.findMany({
    where: { postCount: { gt: 0 } },
    select: {
      ...{ slug: true, name: true, description: true },
      former: { select: { slug: true } },
    },
  });
  return tags
    .map(({ former, ...tag }) => ({
      ...tag,
      formerSlugs: former.map(({ slug }) => slug).sort(),
      isSlugOfName: tag.slug === tagSlug(tag.name),
    }))
    .filter((tag) => tag.description !== "" || tag.formerSlugs.length > 0 || !tag.isSlugOfName)
    .sort((a, b) => (a.slug < b.slug ? -1 : 1));
}

export interface ImportedTag {
  name: string;
  slug?: string | undefined;
  description: string;
  formerSlugs: string[];
}

/** Adds a tag before its posts. One that exists keeps its name and address, and its description if it has one. Returns the description
 *  that stays instead of another, and the former addresses that are or were another tag's. */
export const keepTag = (db: Database, { name, slug, description, formerSlugs }: ImportedTag) =>
  db.write(async (tx) => {
    let tag = await findTagByName(tx.db, name);
    if (!tag) {
      const isFree = slug !== undefined && (await findOwner(tx.db, slug)) === null;
      const data = { name, description, folded: foldTagName(name), slug: isFree ? slug : tagSlug(name) };
      tag = await tx.db.tag.create({ data, select: { id: true, slug: true, name: true } });
    }
    const { id } = tag;
    const before = await tx.db.tag.findUniqueOrThrow({ where: { id }, select: { description: true } });
    if (before.description === "" && description !== "") {
      await tx.db.tag.update({ where: { id }, data: { description }, select: { id: true } });
      tx.invalidate(tagNameKey(id), tagKey(id), TAGS_KEY);
    }
    const taken: string[] = [];
    for (const former of formerSlugs) {
      const owner = await findOwner(tx.db, former);
      if (owner !== null && owner !== id) taken.push(former);
      if (owner === null) await tx.db.formerTag.create({ data: { slug: former, tagId: id } });
    }
    const isOther = description !== "" && before.description !== "" && before.description !== description;
    return { stays: isOther ? before.description : null, taken };
  });

/** The tag that has this slug, or had it. */
async function findOwner(db: DatabaseClient, slug: string): Promise<number | null> {
  const tag = await db.tag.findUnique({ where: { slug }, select: { id: true } });
  if (tag) return tag.id;
  return (await db.formerTag.findUnique({ where: { slug }, select: { tagId: true } }))?.tagId ?? null;
}
