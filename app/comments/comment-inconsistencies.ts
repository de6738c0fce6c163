import { isInThread } from "~/visibility/status";
import { childPath } from "./thread";

/** What the place of a comment is told from. */
export interface PlaceRow {
  id: number;
  parentId: number | null;
  number: number;
  path: string;
  status: string;
  replyCount: number;
}

export interface PlaceInconsistency {
  id: number;
  fault: string;
  /** The right values, if the other rows determine them. */
  right?: { path: string } | { replyCount: number };
}

/** What is wrong with the places of all comments of one post: their paths follow from parent and number. */
export function findPlaceInconsistencies(rows: PlaceRow[]): PlaceInconsistency[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const replies = countReplies(rows);
  const paths = new Map<number, string | null>();
  return rows.flatMap((row) => {
    const faults: PlaceInconsistency[] = [];
    const path = pathOf(row, byId, paths);
    const answers = replies.get(row.id) ?? 0;
    if (path === null)
      faults.push({ id: row.id, fault: `replies to comment ${row.parentId}, which is not on this post` });
    else if (row.path !== path)
      faults.push({ id: row.id, fault: `has the path ${row.path} instead of ${path}`, right: { path } });
    if (row.replyCount !== answers)
      faults.push({
        id: row.id,
        fault: `has a reply count of ${row.replyCount} instead of ${answers}`,
        right: { replyCount: answers },
      });
    return faults;
  });
}

/** How many replies take a place below each comment: the deepest are told first, since one may do so for its own replies' sake. */
function countReplies(rows: PlaceRow[]): Map<number, number> {
  const replies = new Map<number, number>();
  const deepestFirst = rows.toSorted((a, b) => b.path.length - a.path.length);
  for (const { id, parentId, status } of deepestFirst)
    if (parentId !== null && isInThread({ status, replyCount: replies.get(id) ?? 0 }))
      replies.set(parentId, (replies.get(parentId) ?? 0) + 1);
  return replies;
}

/** Null for a comment that hangs on none of this post's that has a place, or on itself. */
function pathOf(
  row: PlaceRow,
  byId: ReadonlyMap<number, PlaceRow>,
  known: Map<number, string | null>,
): string | null {
  const found = known.get(row.id);
  if (found !== undefined) return found;
  // Marks the comment as unknown, which ends a cycle.
  known.set(row.id, null);
  const parent = row.parentId === null ? undefined : byId.get(row.parentId);
  const above = row.parentId === null ? "" : parent ? pathOf(parent, byId, known) : null;
  const path = above === null ? null : childPath(above, row.number);
  known.set(row.id, path);
  return path;
}
