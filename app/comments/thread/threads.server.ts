// The threads of a discussion, each in a line: how it begins, how many responses it has, and when the newest came.

import type { DatabaseClient, Prisma } from "~/platform/database/database.server";
import { everyone, inThread } from "~/visibility/visibility.server";
import type { Placeholder } from "../comment";
import { placeholderOf } from "../shown-comments.server";
import { endOfBranch, MAX_THREADS_COUNTED, threadOf } from "./thread";

export interface ThreadLine {
  /** Of its first comment. */
  id: number;
  number: number;
  path: string;
  personId: number | null;
  /** The beginning of its text; "" without words, or if they can't be read. */
  words: string;
  placeholder: Placeholder | null;
  /** Responses that can be read. */
  count: number;
  newest: Date;
}

/** Enough to recognise a comment by, on one line of a wide page. */
const WORDS_CHARS = 60;

/** A readable comment. */
interface Counted {
  path: string | null;
  createdAt: Date;
}

/** The readable comments of a discussion from its beginning: all of them, or those before a path. */
export interface KnownComments {
  comments: readonly Counted[];
  before: string | null;
}

/** Threads in the order of reading, those that begin after the path `after`, at most `take`, and how many follow them, up to one more than are counted. `known` are readable
 *  comments that needn't be counted again. */
export async function listThreads(
  db: DatabaseClient,
  postId: number,
  after: string,
  take: number,
  known?: KnownComments,
): Promise<{ threads: ThreadLine[]; more: number }> {
  const beginsAfter = (path: string) => ({ postId, parentId: null, path: { gt: path }, AND: inThread });
  const rows = await db.comment.findMany({
    where: beginsAfter(after),
    orderBy: { path: "asc" },
    take: take + 1,
    select: { id: true, number: true, path: true, personId: true, status: true, excerpt: true },
  });
  const first = rows[0]?.path;
  const last = rows.slice(0, take).at(-1)?.path;
  if (first == null || last == null) return { threads: [], more: 0 };
  const more = rows.length > take ? await countFurther(db, beginsAfter(last)) : 0;
  const end = endOfBranch(last);
  const isKnown = known && (known.before === null || end < known.before);
  const told = countByThread(isKnown ? known.comments : await listReadable(db, postId, first, end));
  const threads = rows.slice(0, take).flatMap(({ id, number, path, personId, excerpt, ...row }) => {
    const counted = path === null ? undefined : told.get(path);
    // A deleted comment of an archive, without replies.
    if (path === null || number === null || !counted) return [];
    const placeholder = placeholderOf(row);
    const words = placeholder === null ? { personId, words: firstWords(excerpt) } : NOTHING;
    return { id, number, path, ...words, placeholder, ...counted };
  });
  return { threads, more };
}

/** In the order of the index: SQLite would count them by another one, which has the threads of all posts (6 ms after each comment). */
const countFurther = (db: DatabaseClient, where: Prisma.CommentWhereInput): Promise<number> =>
  db.comment.count({ where, orderBy: { path: "asc" }, take: MAX_THREADS_COUNTED + 1 });

const NOTHING = { personId: null, words: "" };

/** The readable comments in a range of paths. */
const listReadable = (db: DatabaseClient, postId: number, from: string, to: string): Promise<Counted[]> =>
  db.comment.findMany({
    where: { postId, path: { gte: from, lt: to }, ...everyone.comments },
    select: { path: true, createdAt: true },
  });

/** How many there are in each thread, and the newest, by the path of its first. */
function countByThread(rows: readonly Counted[]) {
  const told = new Map<string, { count: number; newest: Date }>();
  for (const { path, createdAt } of rows) {
    const thread = threadOf(path ?? "");
    const known = told.get(thread);
    if (!known) told.set(thread, { count: 1, newest: createdAt });
    else {
      known.count += 1;
      if (createdAt > known.newest) known.newest = createdAt;
    }
  }
  return told;
}

/** Cut between words, or within one that has no end. */
export function firstWords(text: string): string {
  // A character takes two code units at most.
  const characters = [...text.slice(0, 2 * (WORDS_CHARS + 1))];
  if (characters.length <= WORDS_CHARS) return text;
  const cut = characters.slice(0, WORDS_CHARS).join("");
  return `${cut.replace(/\s+\S*$/, "").replace(/[\s.,;:…]+$/, "")}…`;
}
