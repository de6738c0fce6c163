import type { AppLoadContext } from "@remix-run/node";
import type { NewTo } from "~/responses/new-since/new-responses";
import { type FoundNew, NOTHING_NEW } from "~/responses/new-since/new-responses.server";
import { markOnVisit, type ReadMark, wasJustMarked } from "~/responses/new-since/read-mark";
import { findReadMark, noteVisit } from "~/responses/new-since/read-mark.server";

interface Visited {
  id: number;
  responseNumber: number;
}

interface Reader {
  readerId: number | null;
  mutedIds: ReadonlySet<number>;
}

/** What is new to a reader in a conversation, as `find` finds it; to a guest, nothing: their own device knows. */
export async function readNew(
  context: AppLoadContext,
  post: Visited,
  { readerId, mutedIds }: Reader,
  find: (conversation: { post: Visited; to: NewTo; since: Date }) => Promise<FoundNew> | FoundNew,
  isNoted = true,
): Promise<FoundNew & { isMarked: boolean }> {
  const mark = readerId === null ? null : await readVisit(context, post, isNoted);
  if (!mark || readerId === null) return { ...NOTHING_NEW, isMarked: false };
  const to = { readerId, seenNumber: mark.seenNumber, mutedIds };
  const found = await find({ post, to, since: mark.seenAt });
  return { ...found, isMarked: wasJustMarked(mark, context.now()) };
}

/** How far a member had read before this visit; null for whoever turned it off. The visit is noted after the answer, unless the page shows only
 *  a part of the conversation. */
async function readVisit(context: AppLoadContext, post: Visited, isNoted: boolean): Promise<ReadMark | null> {
  const { viewer, db } = context;
  if (viewer.kind !== "person" || !viewer.readMarks) return null;
  const of = { accountId: viewer.accountId, postId: post.id };
  const opened = { number: post.responseNumber, visitAt: viewer.visitAt, now: context.now() };
  const mark = await findReadMark(db, of);
  const moved = markOnVisit(mark, opened);
  if (moved !== mark && isNoted && context.isOpened)
    context.afterAnswer(() => db.write((tx) => noteVisit(tx, of, opened)));
  return moved;
}
