import type { DatabaseClient } from "~/platform/database/database.server";
import { hashesWithoutAlt } from "./media";

/** The names of the pictures that stand in a text without alternative text and aren't only decorations, in the order of their uploads. Costs no query
 *  for a text without such pictures. */
export async function listMissingAlt(db: DatabaseClient, source: string): Promise<string[]> {
  const hashes = hashesWithoutAlt(source);
  if (hashes.length === 0) return [];
  const found = await db.media.findMany({
    where: { hash: { in: hashes }, decorative: false, fileId: { not: null } },
    orderBy: { id: "asc" },
    select: { name: true },
  });
  return found.map(({ name }) => name);
}
