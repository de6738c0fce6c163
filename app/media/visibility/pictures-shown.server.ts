// Which pictures a response shows: its writer's own, and those that it showed before. Somebody else's is a link, because whoever names it may
// not keep it public when its owner takes it back.

import type { Speaker, Viewer } from "~/people/viewer";
import type { DatabaseClient, Prisma } from "~/platform/database/database.server";
import { allowsPictures } from "~/site/site.server";
import { hashesIn } from "../media";

/** Whose uploads may be shown: those of a person, those that stand in a comment, and those in its edit that waits. */
export interface ShownFor {
  ownerId?: number | null;
  commentId?: number;
  /** Also those of the comment's edit. */
  withEdit?: boolean;
}

/** The hashes of the pictures that a text shows, in the order of their uploads. Costs no query for a text that names none. */
export async function findShown(
  db: DatabaseClient,
  source: string,
  { ownerId = null, commentId, withEdit = false }: ShownFor,
): Promise<string[]> {
  const hashes = hashesIn(source);
  if (hashes.length === 0) return [];
  const uses: Prisma.MediaUseWhereInput[] =
    commentId === undefined ? [] : [{ commentId }, ...(withEdit ? [{ heldEdit: { commentId } }] : [])];
  const found = await db.media.findMany({
    where: {
      hash: { in: hashes },
      OR: [
        ...(ownerId === null ? [] : [{ ownerId }]),
        ...(uses.length > 0 ? [{ uses: { some: { OR: uses } } }] : []),
      ],
    },
    orderBy: { id: "asc" },
    select: { hash: true, file: { select: { kind: true } } },
  });
  return found.flatMap(({ hash, file }) => (file?.kind === "document" ? [] : hash));
}

/** The same for what somebody writes: new pictures are a member's own, while the site allows them. */
export async function findShownBy(
  db: DatabaseClient,
  source: string,
  writer: Speaker,
  commentId?: number,
): Promise<string[]> {
  if (hashesIn(source).length === 0) return [];
  const ownerId = writer.kind === "person" && (await allowsPictures(db)) ? writer.id : null;
  return findShown(db, source, { ownerId, withEdit: true, ...(commentId !== undefined && { commentId }) });
}

/** Whether a text names an upload of a member. */
export async function namesUploadOf(db: DatabaseClient, source: string, member: Viewer): Promise<boolean> {
  const hashes = hashesIn(source);
  if (member.kind === "guest" || hashes.length === 0) return false;
  const ownerId = member.id;
  return (
    (await db.media.findFirst({ where: { hash: { in: hashes }, ownerId }, select: { id: true } })) !== null
  );
}

export const areSame = (before: readonly string[], after: readonly string[]): boolean =>
  before.join() === after.join();
