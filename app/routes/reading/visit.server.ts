import type { AppLoadContext } from "@remix-run/node";
import type { NewOnPage, NewTo } from "~/responses/new-since/new-responses";
import type { FoundNew } from "~/responses/new-since/new-responses.server";
import type { HeadNews } from "~/responses/new-since/new-since-line";
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
): Promise<{ onPage: NewOnPage; headNews: HeadNews }> {
  const mark = readerId === null ? null : await readVisit(context, post, isNoted);
  const script = context.scripts.addresses["new-marks"];
  if (!mark || readerId === null)
    return { onPage: new Map(), headNews: { news: null, isMarked: false, script } };
  const to = { readerId, seenNumber: mark.seenNumber, mutedIds };
  const { onPage, newSince } = await find({ post, to, since: mark.seenAt });
  const isMarked = wasJustMarked(mark, context.now());
  return { onPage, headNews: { news: newSince, isMarked, script } };
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
