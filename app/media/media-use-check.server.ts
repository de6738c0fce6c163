// Compares the uses of uploads with what texts name, and repairs them. Uses decide who sees an upload, so that a repair must show nobody more than
// a writer has shown them.

import type { DatabaseClient, Prisma, Transaction } from "~/platform/database/database.server";
import { findNameable, type MediaPlace } from "./media-use.server";
import { publicMedia } from "./media-visibility.server";

export interface UseDifferences {
  /** Ids of uploads that the text names without a use. */
  missing: number[];
  /** Ids of uploads with a use that the text doesn't name. */
  stale: number[];
}

/** What is wrong with the uses of a text that names these hashes. An upload that neither is public nor belongs to one of its writers isn't missing:
 *  the writer may have had no right to show it. Nor is one in a response: what it shows was decided when it was written (pictures-shown.server.ts). */
export async function compareUses(
  db: DatabaseClient,
  place: MediaPlace,
  hashes: string[],
): Promise<UseDifferences> {
  const named = new Set((await findNameable(db, hashes, place, null)).map(({ id }) => id));
  const used = await db.mediaUse.findMany({ where: place, select: { mediaId: true } });
  const known = new Set(used.map(({ mediaId }) => mediaId));
  const unknown = [...named].filter((id) => !known.has(id));
  const missing =
    unknown.length === 0 || "commentId" in place
      ? []
      : await db.media.findMany({
          where: {
            ...{ id: { in: unknown }, fileId: { not: null } },
            OR: [publicMedia, { owner: wroteIn(place) }],
          },
          orderBy: { id: "asc" },
          select: { id: true },
        });
  return { missing: missing.map(({ id }) => id), stale: [...known].filter((id) => !named.has(id)) };
}

/** People who wrote a text. Who wrote the introduction of a series isn't stored. */
function wroteIn(place: MediaPlace): Prisma.PersonWhereInput {
  if ("postId" in place) {
    const { postId } = place;
    return {
      OR: [
        { bylines: { some: { postId, role: "writer" } } },
        { submitted: { some: { id: postId } } },
        { revisions: { some: { postId } } },
      ],
    };
  }
  if ("pageId" in place) return { pageVersions: { some: { pageId: place.pageId } } };
  if ("personId" in place) return { id: place.personId };
  if ("draftId" in place) {
    const { draftId } = place;
    return { OR: [{ drafts: { some: { id: draftId } } }, { draftsWritten: { some: { draftId } } }] };
  }
  return { id: { in: [] } };
}

/** Repairs the uses of a text, as it is by now. */
export async function repairUses(tx: Transaction, place: MediaPlace, hashes: string[]): Promise<void> {
  const { missing, stale } = await compareUses(tx.db, place, hashes);
  await tx.db.mediaUse.deleteMany({ where: { ...place, mediaId: { in: stale } } });
  await tx.db.mediaUse.createMany({ data: missing.map((mediaId) => ({ ...place, mediaId })) });
}

/** All texts that have a use. */
export async function listUsedPlaces(db: DatabaseClient): Promise<MediaPlace[]> {
  const rows = await db.mediaUse.findMany({
    distinct: ["postId", "pageId", "personId", "seriesId", "commentId", "draftId"],
    select: { postId: true, pageId: true, personId: true, seriesId: true, commentId: true, draftId: true },
  });
  return rows.flatMap((row) =>
    Object.entries(row).flatMap(([column, id]) => (id === null ? [] : ({ [column]: id } as MediaPlace))),
  );
}
