// Which texts name which uploads. Recorded in the transaction that stores a text, since it decides who may see an upload.

import { findActor } from "~/accounts/present-rights.server";
import { guest } from "~/people/viewer";
import type { DatabaseClient, Prisma, Transaction } from "~/platform/database/database.server";
import { hashesIn, hashesWithoutAlt } from "../media";
import { mediaVisibility } from "../visibility/media-visibility.server";

/** A text of one of these. */
export type MediaPlace =
  | { postId: number }
  | { pageId: number }
  | { personId: number }
  | { seriesId: number }
  | { commentId: number }
  | { heldEditId: number }
  | { draftId: number };

/**
 * Records the uploads that a text names. A text makes an upload visible to its readers, so only those count that its writer may see, or that the
 * text named before; `personId` is null for the site itself, which may name all, as in an import. With `kept`, earlier uses stay: those of a post's revisions.
 */
export async function recordUses(
  tx: Transaction,
  place: MediaPlace,
  source: string,
  personId: number | null,
  { kept = false } = {},
): Promise<void> {
  const hashes = hashesIn(source);
  if (hashes.length === 0 && kept) return;
  const named = hashes.length === 0 ? [] : await findNameable(tx.db, hashes, place, personId);
  await setUses(tx, place, named, source, kept);
}

/** The uploads that a text names and its writer may name, with what stands in the place of one. */
export async function findNameable(
  db: DatabaseClient,
  hashes: string[],
  place: MediaPlace,
  personId: number | null,
): Promise<Nameable[]> {
  const visible: Prisma.MediaWhereInput =
    personId === null
      ? {}
      : { OR: [mediaVisibility((await findActor(db, personId)) ?? guest), { uses: { some: place } }] };
  return withReplacements(db, { hash: { in: hashes }, ...visible });
}

/** These uploads, and what stands in the place of any: it is shown where that is named. */
async function withReplacements(db: DatabaseClient, where: Prisma.MediaWhereInput): Promise<Nameable[]> {
  const select = { id: true, hash: true, decorative: true, replacedById: true } as const;
  const named = await db.media.findMany({ where, select });
  const known = new Set(named.map(({ id }) => id));
  const ids = named.flatMap(({ replacedById }) => replacedById ?? []).filter((id) => !known.has(id));
  return ids.length === 0
    ? named
    : [...named, ...(await db.media.findMany({ where: { id: { in: ids } }, select }))];
}

export interface Nameable {
  id: number;
  hash: string;
  decorative: boolean;
  replacedById: number | null;
}

async function setUses(
  tx: Transaction,
  place: MediaPlace,
  named: Nameable[],
  source: string,
  kept: boolean,
): Promise<void> {
  const silent = new Set(hashesWithoutAlt(source));
  const ids = named.map(({ id }) => id);
  await tx.db.mediaUse.deleteMany({ where: { ...place, ...(kept && { mediaId: { in: ids } }) } });
  // What only an earlier version names isn't missing anything that could be added.
  if (kept) await tx.db.mediaUse.updateMany({ where: place, data: { missingAlt: false } });
  if (named.length === 0) return;
  await tx.db.mediaUse.createMany({
    data: named.map(({ id: mediaId, hash, decorative }) => ({
      ...place,
      mediaId,
      missingAlt: silent.has(hash) && !decorative,
    })),
  });
}

/** Records the pictures that a response shows (pictures-shown.server.ts), and forgets those that it showed before. */
export async function recordPictures(
  tx: Transaction,
  place: { commentId: number } | { heldEditId: number },
  source: string,
  shown: readonly string[],
): Promise<void> {
  const named = shown.length === 0 ? [] : await withReplacements(tx.db, { hash: { in: [...shown] } });
  await setUses(tx, place, named, source, false);
}

/** Forgets the pictures of comments whose words are erased. */
export async function forgetPictures(tx: Transaction, commentIds: number[]): Promise<void> {
  await tx.db.mediaUse.deleteMany({ where: { commentId: { in: commentIds } } });
}

/** Forgets the uploads that none of these texts of a place names any more, nor what stands in the place of one. */
export async function keepUses(tx: Transaction, place: MediaPlace, sources: string[]): Promise<void> {
  const named = await findNameable(tx.db, [...new Set(sources.flatMap(hashesIn))], place, null);
  const mediaId = { notIn: named.map(({ id }) => id) };
  await tx.db.mediaUse.deleteMany({ where: { ...place, mediaId } });
}

/** Whether a text or one of its versions names uploads. */
export const hasUses = async (db: DatabaseClient, place: MediaPlace): Promise<boolean> =>
  (await db.mediaUse.findFirst({ where: place, select: { id: true } })) !== null;

/** Whether a text names other uploads than before, or with other alternative texts. */
export const changesUses = (before: string, after: string): boolean =>
  hashesIn(before).join() !== hashesIn(after).join() ||
  hashesWithoutAlt(before).join() !== hashesWithoutAlt(after).join();

const placeColumns = {
  ...{ postId: true, pageId: true, personId: true, seriesId: true },
  ...{ commentId: true, heldEditId: true, draftId: true },
} as const;

export type PlaceColumn = keyof typeof placeColumns;

/** The texts that have these uses, each once. */
export async function listPlaces(
  db: DatabaseClient,
  where: Prisma.MediaUseWhereInput = {},
): Promise<MediaPlace[]> {
  const uses = await db.mediaUse.findMany({ where, orderBy: { id: "asc" }, select: placeColumns });
  const places = uses.flatMap((use) =>
    Object.entries(use).flatMap(([column, id]) => (id === null ? [] : ({ [column]: id } as MediaPlace))),
  );
  return [...new Map(places.map((place) => [keyOfPlace(place), place])).values()];
}

/** Of a text: the column of a use that has its id, and the id. */
export function columnOf(place: MediaPlace): [column: PlaceColumn, id: number] {
  const [entry] = Object.entries(place);
  return entry as [PlaceColumn, number];
}

export const keyOfPlace = (place: MediaPlace): string => columnOf(place).join();
