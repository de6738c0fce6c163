// Whether a text on the site is that of a file, although an export wrote other addresses for what it shows.

import { isSameText } from "~/comments/comment-links";
import { findByAddress } from "~/media/media-content.server";
import type { DatabaseClient } from "~/platform/database/database.server";

const ADDRESS = /(?:https?:\/\/[^\s()/<>"']+)?\/media\/([0-9a-f]{32})\/[a-z0-9][a-z0-9.-]*/g;

/** Whether two texts differ only by the form of links and by line ends, and in uploads that show the same: one that was replaced is what stands
 *  in its place. */
export async function showsSame(db: DatabaseClient, a: string, b: string): Promise<boolean> {
  if (isSameText(a, b)) return true;
  const hashes = [...`${a}\n${b}`.matchAll(ADDRESS)].map(([, hash = ""]) => hash);
  if (hashes.length === 0) return false;
  const shown = await findByAddress(db, [...new Set(hashes)]);
  const plain = (source: string) =>
    source.replace(ADDRESS, (whole, hash) => {
      const found = shown.get(hash);
      return found && !found.removed ? `/media/${found.upload.file.hash}` : whole;
    });
  return isSameText(plain(a), plain(b));
}
