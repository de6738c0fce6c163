// Changes to uploads, in a larger transaction. What follows for the texts that show them is in flows/media/.

import type { Transaction } from "~/platform/database/database.server";
import type { MediaForm } from "./media.schema";
import { keyOfPlace, listPlaces } from "./use/media-use.server";

/** Sets what is said of an upload. Texts keep their own alternative texts. */
export async function describeUpload(
  tx: Transaction,
  id: number,
  { alt, decorative }: MediaForm,
): Promise<void> {
  await tx.db.media.update({ where: { id }, data: { alt, decorative }, select: { id: true } });
  if (decorative) await tx.db.mediaUse.updateMany({ where: { mediaId: id }, data: { missingAlt: false } });
}

/** Sets the words of a document's link, for texts that have none. */
export async function nameUpload(tx: Transaction, id: number, title: string): Promise<void> {
  await tx.db.media.update({ where: { id }, data: { title }, select: { id: true } });
}

/**
 * From now on another upload stands in the place of one, and of those in whose place that stood: texts that name any of them show it. If the other
 * was itself replaced, what stands in its place does; by this one, that ends. Returns what stands there now, and what did before.
 */
export async function putInPlace(
  tx: Transaction,
  id: number,
  otherId: number,
): Promise<{ newId: number; before: number[] }> {
  const find = (id: number) =>
    tx.db.media.findUniqueOrThrow({ where: { id }, select: { replacedById: true } });
  const [{ replacedById }, other] = [await find(id), await find(otherId)];
  const isCircle = other.replacedById === id;
  const newId = isCircle ? otherId : (other.replacedById ?? otherId);
  if (isCircle)
    await tx.db.media.update({ where: { id: newId }, data: { replacedById: null }, select: { id: true } });
  const data = { replacedById: newId };
  await tx.db.media.update({ where: { id }, data, select: { id: true } });
  const others = await tx.db.media.updateMany({ where: { replacedById: id }, data });
  const known = new Set((await listPlaces(tx.db, { mediaId: newId })).map(keyOfPlace));
  const places = (await listPlaces(tx.db, { mediaId: id })).filter((place) => !known.has(keyOfPlace(place)));
  await tx.db.mediaUse.createMany({ data: places.map((place) => ({ ...place, mediaId: newId })) });
  const before = [replacedById, others.count > 0 ? id : null];
  return { newId, before: before.filter((one) => one !== null && one !== newId) as number[] };
}

/** Removes an upload: its address says from now on that it is gone. What stands in its place goes on standing there. */
export async function removeUpload(tx: Transaction, id: number, now: Date): Promise<void> {
  const data = { removedAt: now, fileId: null, alt: "" };
  await tx.db.media.update({ where: { id }, data, select: { id: true } });
}

/** Keeps in mind that uploads were removed where an import comes from, so that their addresses say so here too. */
export async function keepRemoved(
  tx: Transaction,
  removed: { hash: string; name: string }[],
  now: Date,
): Promise<void> {
  for (const { hash, name } of removed)
    if (!(await tx.db.media.findUnique({ where: { hash }, select: { id: true } })))
      await tx.db.media.create({
        data: { hash, name, createdAt: now, removedAt: now, publicAt: now },
        select: { id: true },
      });
}

/** Deletes an upload that nothing names. Returns false if something does. */
export async function deleteUnused(tx: Transaction, id: number): Promise<boolean> {
  const { count } = await tx.db.media.deleteMany({ where: { id, uses: { none: {} } } });
  return count > 0;
}
