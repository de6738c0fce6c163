// Compares the uses of uploads with what texts say, and repairs them. Uses decide who sees an upload, so that a repair must show nobody more than
// a writer has shown them.

import type { DatabaseClient, Prisma, Transaction } from "~/platform/database/database.server";
import { publicMedia } from "../visibility/media-visibility.server";
import { findNameable, type MediaPlace, type Nameable } from "./media-use.server";

/** What a text says of uploads, by the hashes in their addresses. */
export interface TextOfPlace {
  named: string[];
  withoutAlt: string[];
  /** Those that stand in it as pictures, where it may have named others without a right to show them. */
  shown: string[] | "all";
}

/** Ids of uploads. */
export interface UseDifferences {
  /** The text names them without a use. */
  missing: number[];
  /** They have a use, and the text doesn't name them. */
  stale: number[];
  /** The text shows them without alternative text, and their use doesn't say so. */
  unmarked: number[];
  /** The reverse. */
  marked: number[];
}

/** What is wrong with the uses of a text. An upload that neither is public nor belongs to one of its writers isn't missing: the writer may have
 *  had no right to show it. */
export async function compareUses(
  db: DatabaseClient,
  place: MediaPlace,
  text: TextOfPlace,
): Promise<UseDifferences> {
  const nameable = new Map((await findNameable(db, text.named, place, null)).map((one) => [one.id, one]));
  const uses = await db.mediaUse.findMany({ where: place, select: { mediaId: true, missingAlt: true } });
  const used = new Set(uses.map(({ mediaId }) => mediaId));
  const unused = shownOf([...nameable.values()], text.shown).filter(({ id }) => !used.has(id));
  const ofUses = uses.flatMap(({ mediaId: id, missingAlt }) => {
    const upload = nameable.get(id);
    return upload ? [{ id, missingAlt, isMissing: missesAlt(upload, text) }] : [];
  });
  return {
    missing: unused.length === 0 ? [] : await findShowable(db, place, unused),
    stale: [...used].filter((id) => !nameable.has(id)),
    unmarked: ofUses.flatMap(({ id, missingAlt, isMissing }) => (isMissing && !missingAlt ? id : [])),
    marked: ofUses.flatMap(({ id, missingAlt, isMissing }) => (!isMissing && missingAlt ? id : [])),
  };
}

const missesAlt = ({ hash, decorative }: Nameable, { withoutAlt }: TextOfPlace) =>
  withoutAlt.includes(hash) && !decorative;

/** Those that a text shows as pictures, and those in whose place such a one stands. */
function shownOf(named: Nameable[], shown: TextOfPlace["shown"]): Nameable[] {
  if (shown === "all") return named;
  const ids = new Set(named.flatMap(({ id, hash }) => (shown.includes(hash) ? id : [])));
  return named.filter(({ id, replacedById }) => ids.has(id) || ids.has(replacedById ?? 0));
}

async function findShowable(db: DatabaseClient, place: MediaPlace, uploads: Nameable[]): Promise<number[]> {
  const found = await db.media.findMany({
    where: {
      ...{ id: { in: uploads.map(({ id }) => id) }, fileId: { not: null } },
      OR: [publicMedia, { owner: wroteIn(place) }],
    },
    orderBy: { id: "asc" },
    select: { id: true },
  });
  return found.map(({ id }) => id);
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
  if ("commentId" in place) return { comments: { some: { id: place.commentId } } };
  if ("draftId" in place) {
    const { draftId } = place;
    return { OR: [{ drafts: { some: { id: draftId } } }, { draftsWritten: { some: { draftId } } }] };
  }
  return { id: { in: [] } };
}

/** Repairs the uses of a text, as it is by now. */
export async function repairUses(tx: Transaction, place: MediaPlace, text: TextOfPlace): Promise<void> {
  const { missing, stale } = await compareUses(tx.db, place, text);
  await tx.db.mediaUse.deleteMany({ where: { ...place, mediaId: { in: stale } } });
  await tx.db.mediaUse.createMany({ data: missing.map((mediaId) => ({ ...place, mediaId })) });
  const { unmarked, marked } = await compareUses(tx.db, place, text);
  const mark = (ids: number[], missingAlt: boolean) =>
    tx.db.mediaUse.updateMany({ where: { ...place, mediaId: { in: ids } }, data: { missingAlt } });
  await mark(unmarked, true);
  await mark(marked, false);
}
