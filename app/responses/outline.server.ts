// The outline of a long discussion: its threads, each with the page that it is on.

import { listThreads, type ThreadLine } from "~/comments/threads.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import type { KeptParts } from "~/platform/kept-parts";
import type { FiledPost } from "~/posts/post";
import { postKey } from "~/posts/post.server";
import type { Outline } from "./outline";
import { listPageStarts } from "./responses.server";

/** About six screens of a telephone: below that, scrolling finds a thread as fast. */
const MIN_RESPONSES = 30;
/** A screen of lines, 1 kB of a compressed page. The others have a page of their own. */
const MAX_THREADS = 20;
/** Lines on a page of threads alone. */
const THREADS_PER_PAGE = 200;

type Discussed = Pick<FiledPost, "id" | "responseCount" | "responseNumber">;

/** The outline at the head of a discussion; null of one that is short, or one thread. Its cache tag is the post's. */
export async function readOutline(
  db: DatabaseClient,
  parts: KeptParts,
  post: Discussed,
): Promise<Outline | null> {
  if (post.responseCount < MIN_RESPONSES) return null;
  const { value } = await parts.find(`outline:${post.id}`, async () => ({
    value: await findOutline(db, post, "", MAX_THREADS),
    tags: [postKey(post.id)],
  }));
  return value.threads.length > 1 ? value : null;
}

/** A page of the threads that begin after the path `after`. */
export const listOutline = (db: DatabaseClient, post: Discussed, after: string): Promise<Outline> =>
  findOutline(db, post, after, THREADS_PER_PAGE);

async function findOutline(
  db: DatabaseClient,
  post: Discussed,
  after: string,
  take: number,
): Promise<Outline> {
  const { threads, more } = await listThreads(db, post.id, after, take);
  const starts = await listPageStarts(db, post);
  const pageOf = ({ path }: ThreadLine) => Math.max(1, starts.filter((start) => start <= path).length);
  return { threads: threads.map((thread) => ({ ...thread, page: pageOf(thread) })), more };
}
