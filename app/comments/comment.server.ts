import type { Rendered } from "~/markdown/rendered";
import { RENDER_VERSION } from "~/markdown/version";
import { canonicalEmail } from "~/people/fields";
import { commentsByPersonKey } from "~/people/person.server";
import type { Speaker } from "~/people/viewer";
import type { DatabaseClient, Prisma, Transaction } from "~/platform/database/database.server";
import { type Key, pastKey } from "~/platform/database/paging";
import { addToRow, findRow, insertRow } from "~/platform/database/rows/row-statements.server";
import { takeNumberIfPublished } from "~/posts/conversation/response-numbers.server";
import { isOut } from "~/posts/post.server";
import { type ResponseStatus, responseStatus } from "~/visibility/status";
import { everyone } from "~/visibility/visibility.server";
import { MAX_DEPTH, type ReplyInput } from "./comment.schema";
import { childPath, depthOf } from "./thread/thread";

/** Cache tag of the newest responses. */
export const RESPONSES_KEY = "responses";

type PlaceRefusal = { ok: false; reason: "comment.parent-not-found" | "comment.too-deep" };
export type AddRefusal = PlaceRefusal | { ok: false; reason: "post.not-found" };

/** A comment's place in its post's discussion. A comment that was never approved has none. */
export interface PlacedComment {
  id: number;
  number: number;
  path: string;
}

/** A rendered reply, ready to be added. */
export interface NewComment {
  postId: number;
  input: ReplyInput;
  text: Pick<Rendered, "html" | "excerpt">;
  /** The prefix of footnote ids in the text (comment-rendering.server.ts). */
  idPrefix: string;
  /** Whether it comes from an archive, and may answer a comment whose words are gone. */
  isArchived?: boolean;
  /** Its number in the archive, which no other response has here. */
  number?: number | undefined;
  /** The import's identifier of the comment. */
  origin?: string;
  /** Hash of the secret in a guest's link to it. */
  secretHash?: string;
  /** The guest, if they were recognised. */
  guestId?: number;
  /** Of the network that a guest writes from (guests/guest-networks.server.ts). */
  networkHash?: string;
}

/** Adds a comment: its number, its path, and the counts of its post and parent. Refused if the post is not
 *  published, or the parent is not readable or deeper than MAX_DEPTH allows. Throws if `origin` is taken. */
export async function addComment(
  tx: Transaction,
  speaker: Speaker,
  comment: NewComment,
  now: Date,
): Promise<{ ok: true; comment: PlacedComment } | AddRefusal> {
  const { postId, isArchived = false } = comment;
  const parentId = comment.input.to ?? null;
  const above = await findPathAbove(tx.db, { postId, parentId, isArchived });
  if (!above.ok) return (await isOut(tx.db, postId)) ? above : { ok: false, reason: "post.not-found" };
  const number = await takeNumberIfPublished(tx, postId, now, comment.number);
  if (number === null) return { ok: false, reason: "post.not-found" };
  const place = { number, path: childPath(above.path, number) };
  const id = await insert(tx, speaker, comment, { status: responseStatus.approved, parentId, ...place }, now);
  if (parentId !== null) await addToRow(tx.db, "Comment", { id: parentId }, { replyCount: 1 });
  tx.reindex("comment", id);
  tx.invalidate(RESPONSES_KEY);
  if (speaker.kind === "person") tx.invalidate(commentsByPersonKey(speaker.id));
  return { ok: true, comment: { id, ...place } };
}

/** Adds a comment that waits for a moderator, without number and place until it is approved
 *  (responses/response-status.server.ts). It changes no page, count or feed. Refused, and throws, as
 *  addComment(). `heldFor` is a code of the reason. */
export async function addHeldComment(
  tx: Transaction,
  speaker: Speaker,
  comment: NewComment,
  heldFor: string,
  now: Date,
): Promise<{ ok: true; id: number } | AddRefusal> {
  const { postId } = comment;
  const parentId = comment.input.to ?? null;
  const above = await findPathAbove(tx.db, { postId, parentId });
  if (!above.ok || parentId === null)
    if (!(await isOut(tx.db, postId))) return { ok: false, reason: "post.not-found" };
  if (!above.ok) return above;
  const state = { status: responseStatus.held, parentId, heldFor };
  return { ok: true, id: await insert(tx, speaker, comment, state, now) };
}

function insert(
  tx: Transaction,
  speaker: Speaker,
  { postId, input, text, idPrefix, origin, secretHash, guestId, networkHash }: NewComment,
  state: {
    status: ResponseStatus;
    parentId: number | null;
    number?: number;
    path?: string;
    heldFor?: string;
  },
  now: Date,
): Promise<number> {
  return insertRow(tx.db, "Comment", {
    ...author(speaker, input),
    ...state,
    postId,
    source: input.body,
    html: text.html,
    excerpt: text.excerpt,
    renderVersion: RENDER_VERSION,
    idPrefix,
    origin: origin ?? null,
    ...(secretHash && { secretHash }),
    ...(guestId !== undefined && { guestId }),
    ...(input.emails && { emailAskedAt: now, emailAnswers: input.answers ?? "replies" }),
    ...(networkHash && { networkHash }),
    createdAt: now,
  });
}

function author(speaker: Speaker, { name, email, site }: ReplyInput) {
  if (speaker.kind === "person") return { personId: speaker.id };
  return { guestName: name, guestEmail: canonicalEmail(email) || null, guestSite: site || null };
}

/** The path of a reply's parent; "" for a reply to the post. */
export async function findPathAbove(
  db: DatabaseClient,
  { postId, parentId, isArchived = false }: { postId: number; parentId: number | null; isArchived?: boolean },
): Promise<{ ok: true; path: string } | PlaceRefusal> {
  if (parentId === null) return { ok: true, path: "" };
  const find = (state: { status: ResponseStatus }) =>
    findRow(db, "Comment", { path: true }, { id: parentId, postId, ...state });
  const parent =
    (await find(everyone.comments)) ?? (isArchived ? await find({ status: responseStatus.erased }) : null);
  if (parent?.path == null) return { ok: false, reason: "comment.parent-not-found" };
  if (depthOf(parent.path) + 1 > MAX_DEPTH) return { ok: false, reason: "comment.too-deep" };
  return { ok: true, path: parent.path };
}

/** Comments but those of people whom a member has muted. It is part of a statement that is asked anyway. */
const notMutedBy = (accountId: number): Prisma.CommentWhereInput => ({
  OR: [{ personId: null }, { person: { mutedBy: { none: { accountId } } } }],
});

/** The newest comments of the site, or those before a key; without those of people whom the account `readBy` has muted. */
export const listRecentComments = (
  db: DatabaseClient,
  take: number,
  { key = null, readBy = null }: { key?: Key | null; readBy?: number | null } = {},
) =>
  db.comment.findMany({
    where: {
      ...everyone.comments,
      post: everyone.posts,
      AND: [
        pastKey({ order: "desc", key, take }, "createdAt", "id"),
        ...(readBy === null ? [] : [notMutedBy(readBy)]),
      ],
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take,
    select: {
      id: true,
      createdAt: true,
      excerpt: true,
      guestName: true,
      personId: true,
      person: { select: { handle: true, name: true, status: true } },
      post: { select: { id: true, slug: true, title: true, language: true } },
    },
  });
