// Pictures that everyone may see, in the format that every program reads.

import type { DatabaseClient } from "~/platform/database/database.server";
import { CHECK_BATCH } from "~/platform/inconsistency";
import { readVariants, variantName } from "../media";
import { partKey } from "../store/file-parts";
import { publicMedia } from "./media-visibility.server";

/** A picture as JPEG in one width. */
export interface PublicPicture {
  /** Key in the store. */
  key: string;
  /** Name at its picture's address: "960.jpg". */
  name: string;
  width: number;
  height: number;
  bytes: number;
}

/** The widths of each of these pictures that everyone may see, narrowest first, by the hash in its address. */
export async function listPublicPictures(
  db: DatabaseClient,
  hashes: string[],
): Promise<Map<string, PublicPicture[]>> {
  const found = new Map<string, PublicPicture[]>();
  for (let at = 0; at < hashes.length; at += CHECK_BATCH) {
    const rows = await db.media.findMany({
      where: { hash: { in: hashes.slice(at, at + CHECK_BATCH) }, ...publicMedia },
      select: { hash: true, file: { select: { hash: true, kind: true, variants: true } } },
    });
    for (const { hash, file } of rows)
      if (file?.kind === "picture") found.set(hash, jpegs(file.hash, readVariants(file)));
  }
  return found;
}

const jpegs = (fileHash: string, variants: ReturnType<typeof readVariants>): PublicPicture[] =>
  variants
    .filter(({ format }) => format === "jpeg")
    .map(({ width, height, bytes, ...variant }) => {
      const name = variantName({ ...variant, width });
      return { key: partKey(fileHash, name), name, width, height, bytes };
    });

/** How many of these pictures everyone may see now. */
export async function countPublicPictures(db: DatabaseClient, hashes: string[]): Promise<number> {
  let count = 0;
  for (let at = 0; at < hashes.length; at += CHECK_BATCH)
    count += await db.media.count({
      where: { hash: { in: hashes.slice(at, at + CHECK_BATCH) }, ...publicMedia },
    });
  return count;
}
