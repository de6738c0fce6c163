// The outline of a long discussion: its threads, each with the page that it is on.

import type { CommentView } from "~/comments/comment";
import { type KnownComments, listThreads, type ThreadLine } from "~/comments/thread/threads.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import type { KeptParts } from "~/platform/kept-parts";
import type { FiledPost } from "~/posts/post";
import { postKey } from "~/posts/post.server";
import type { ResponsePage, ThreadItem } from "../response";
import { listPageStarts } from "../responses.server";
import type { Outline } from "./outline";

/** About six screens of a telephone: below that, scrolling finds a thread as fast. */
const MIN_RESPONSES = 30;
/** A screen of lines, 1 kB of a compressed page. The others have a page of their own. */
const MAX_THREADS = 20;
/** Lines on a page of threads alone. */
const THREADS_PER_PAGE = 200;

type Discussed = Pick<FiledPost, "id" | "responseCount" | "responseNumber">;

/** The outline at the head of a discussion; null of one that is short, or one thread. Its cache tag is the post's. What stands on the first page of
 *  the `discussion` isn't counted again by the database. */
export async function readOutline(
  db: DatabaseClient,
  parts: KeptParts,
  post: Discussed,
  discussion?: ResponsePage,
): Promise<Outline | null> {
  if (post.responseCount < MIN_RESPONSES) return null;
  const outline =
    discussion?.pages === 1
      ? await keepWith(db, post, discussion)
      : await keepAlone(db, parts, post, discussion);
  return outline.threads.length > 1 ? outline : null;
}

async function keepAlone(
  db: DatabaseClient,
  parts: KeptParts,
  post: Discussed,
  discussion?: ResponsePage,
): Promise<Outline> {
  const { value } = await parts.find(`outline:${post.id}`, async () => ({
    value: await findOutline(db, post, "", MAX_THREADS, discussion),
    tags: [postKey(post.id)],
  }));
  return value;
}

/** Outlines of discussions of one page. Each is kept as long as its discussion is: by itself it could outlive a change between the two. */
const kept = new WeakMap<ResponsePage, Outline>();

async function keepWith(db: DatabaseClient, post: Discussed, discussion: ResponsePage): Promise<Outline> {
  const known = kept.get(discussion);
  if (known) return known;
  const outline = await findOutline(db, post, "", MAX_THREADS, discussion);
  kept.set(discussion, outline);
  return outline;
}

/** The first page has all that stands before the second. */
const knownOn = ({ responses, page, starts }: ResponsePage): KnownComments | undefined =>
  page === 1
    ? { comments: responses.flatMap((one) => (isReadable(one) ? [one] : [])), before: starts[1] ?? null }
    : undefined;

const isReadable = (one: ThreadItem): one is CommentView =>
  one.kind === "comment" && one.placeholder === null;

/** A page of the threads that begin after the path `after`. */
export const listOutline = (db: DatabaseClient, post: Discussed, after: string): Promise<Outline> =>
  findOutline(db, post, after, THREADS_PER_PAGE);

async function findOutline(
  db: DatabaseClient,
  post: Discussed,
  after: string,
  take: number,
  discussion?: ResponsePage,
): Promise<Outline> {
  const known = discussion && knownOn(discussion);
  const { threads, more } = await listThreads(db, post.id, after, take, known);
  const starts = discussion?.starts ?? (await listPageStarts(db, post));
  const pageOf = ({ path }: ThreadLine) => Math.max(1, starts.filter((start) => start <= path).length);
  return { threads: threads.map((thread) => ({ ...thread, page: pageOf(thread) })), more };
}
