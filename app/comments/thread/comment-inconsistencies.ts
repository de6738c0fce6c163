import { isInThread } from "~/visibility/status";
import { childPath } from "./thread";

/** The columns that determine a comment's place. */
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
  problem: string;
  /** The right values, if the other rows determine them. */
  right?: { path: string } | { replyCount: number };
}

/** Finds inconsistent places among all comments of one post: paths follow from parent and number. */
export function findPlaceInconsistencies(rows: PlaceRow[]): PlaceInconsistency[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const replies = countReplies(rows);
  const paths = new Map<number, string | null>();
  return rows.flatMap((row) => {
    const inconsistencies: PlaceInconsistency[] = [];
    const path = pathOf(row, byId, paths);
    const answers = replies.get(row.id) ?? 0;
    if (path === null)
      inconsistencies.push({
        id: row.id,
        problem: `replies to comment ${row.parentId}, which is not on this post`,
      });
    else if (row.path !== path)
      inconsistencies.push({
        id: row.id,
        problem: `has the path ${row.path} instead of ${path}`,
        right: { path },
      });
    if (row.replyCount !== answers)
      inconsistencies.push({
        id: row.id,
        problem: `has a reply count of ${row.replyCount} instead of ${answers}`,
        right: { replyCount: answers },
      });
    return inconsistencies;
  });
}

/** Counts the replies that have a place below each comment, the deepest first, because a hidden comment has a
 *  place only while its replies have one. */
function countReplies(rows: PlaceRow[]): Map<number, number> {
  const replies = new Map<number, number>();
  const deepestFirst = rows.toSorted((a, b) => b.path.length - a.path.length);
  for (const { id, parentId, status } of deepestFirst)
    if (parentId !== null && isInThread({ status, replyCount: replies.get(id) ?? 0 }))
      replies.set(parentId, (replies.get(parentId) ?? 0) + 1);
  return replies;
}

/** Returns null for a comment whose parent is missing, without a place, on another post, or in a cycle. */
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
