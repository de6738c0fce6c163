import type { DatabaseClient } from "~/platform/database/database.server";
import { hashesWithoutAlt } from "../media";

/** A picture that nobody has described, and the first line on which it stands so. */
export interface UndescribedPicture {
  name: string;
  line: number;
}

/** The pictures that stand in a text without alternative text and aren't only decorations, in the order of the text. Costs no query
 *  for a text without such pictures. */
export async function listMissingAlt(db: DatabaseClient, source: string): Promise<UndescribedPicture[]> {
  const hashes = hashesWithoutAlt(source);
  if (hashes.length === 0) return [];
  const found = await db.media.findMany({
    where: { hash: { in: hashes }, decorative: false, fileId: { not: null } },
    select: { hash: true, name: true },
  });
  const lines = source.split("\n");
  // Brackets that go over two lines have no line.
  const lineOf = (hash: string) =>
    Math.max(1, lines.findIndex((line) => hashesWithoutAlt(line).includes(hash)) + 1);
  return found.map(({ hash, name }) => ({ name, line: lineOf(hash) })).sort((a, b) => a.line - b.line);
}
