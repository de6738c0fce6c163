// The pictures of edits that wait, for moderators: a comparison of texts has only their addresses.

import type { DatabaseClient } from "~/platform/database/database.server";
import { mediaPath, readVariants, variantName } from "../media";

export interface EditPicture {
  /** The whole picture. */
  address: string;
  /** A small file of it. */
  src: string;
  alt: string;
  width: number;
  height: number;
}

/** By the ids of the edits. */
export async function listEditPictures(
  db: DatabaseClient,
  editIds: number[],
): Promise<Map<number, EditPicture[]>> {
  const uses = await db.mediaUse.findMany({
    where: { heldEditId: { in: editIds }, media: { fileId: { not: null } } },
    orderBy: { mediaId: "asc" },
    select: { heldEditId: true, media: { select: { hash: true, name: true, alt: true, file: true } } },
  });
  const pictures = new Map<number, EditPicture[]>();
  for (const { heldEditId, media } of uses) {
    const [smallest] = media.file ? readVariants(media.file) : [];
    if (heldEditId === null || !smallest) continue;
    const { hash, alt } = media;
    const { width, height } = smallest;
    const src = mediaPath({ hash, name: variantName(smallest) });
    const picture = { address: mediaPath(media), src, alt, width, height };
    pictures.set(heldEditId, [...(pictures.get(heldEditId) ?? []), picture]);
  }
  return pictures;
}
