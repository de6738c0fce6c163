import { isShown } from "./comment";
import { childPath, depthOf } from "./thread";

/** What a comment's place is told from. */
export interface PlaceRow {
  id: number;
  parentId: number | null;
  number: number;
  depth: number;
  path: string;
  status: string;
  replyCount: number;
}

export interface PlaceInconsistency {
  id: number;
  fault: string;
  /** What the row should say, where that follows from the others. */
  right?: { path: string; depth: number } | { replyCount: number };
}

/** What is wrong with the places of all comments of one post: their paths and depths follow from parent and number. */
export function findPlaceInconsistencies(rows: PlaceRow[]): PlaceInconsistency[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const replies = new Map<number, number>();
  for (const { parentId, status } of rows)
    if (parentId !== null && isShown(status)) replies.set(parentId, (replies.get(parentId) ?? 0) + 1);
  const paths = new Map<number, string | null>();
  return rows.flatMap((row) => {
    const faults: PlaceInconsistency[] = [];
    const path = pathOf(row, byId, paths);
    const answers = replies.get(row.id) ?? 0;
    if (path === null)
      faults.push({ id: row.id, fault: `replies to comment ${row.parentId}, which is not on this post` });
    else if (row.path !== path || row.depth !== depthOf(path))
      faults.push({
        id: row.id,
        fault: `has the path ${row.path} and the depth ${row.depth} instead of ${path} and ${depthOf(path)}`,
        right: { path, depth: depthOf(path) },
      });
    if (row.replyCount !== answers)
      faults.push({
        id: row.id,
        fault: `has a reply count of ${row.replyCount} instead of ${answers}`,
        right: { replyCount: answers },
      });
    return faults;
  });
}

/** Null for a comment that hangs on none of this post's, or on itself. */
function pathOf(
  row: PlaceRow,
  byId: ReadonlyMap<number, PlaceRow>,
  known: Map<number, string | null>,
): string | null {
  const found = known.get(row.id);
  if (found !== undefined) return found;
  // Until it is known, who comes back to it goes in a circle.
  known.set(row.id, null);
  const parent = row.parentId === null ? undefined : byId.get(row.parentId);
  const above = row.parentId === null ? "" : parent ? pathOf(parent, byId, known) : null;
  const path = above === null ? null : childPath(above, row.number);
  known.set(row.id, path);
  return path;
}
