import { useContext } from "react";
import { type CommentView, commentPath, threadPath } from "~/comments/comment";
import { commentArticle, placeholderArticle, roleOf } from "~/comments/comment-view";
import { mayStillEdit } from "~/comments/editing/editing";
import type { Branch } from "~/comments/thread/thread";
import { Calendar, type CalendarSettings } from "~/design/calendar";
import { Raw } from "~/design/raw";
import type { Continuation, Continuations } from "~/links/continuation";
import { pingbackArticle } from "~/pingbacks/pingback-view";
import { type Markup, markup } from "~/platform/markup";
import type { LockedBranch } from "~/posts/conversation/locked-branches";
import { citePath } from "~/posts/metadata/cite-paths";
import { type PostSummary, postPath } from "~/posts/post";
import { lockFinder, type ShownLock } from "./branch-lock";
import { continuedNote } from "./continued/continued-note";
import { foldReplies } from "./fold";
import { findArticle, keepArticle } from "./kept-articles";
import type { KeptBlocks } from "./kept-blocks.server";
import { nextNewLink } from "./new-since/new-marks";
import { anchorOf, keyOf, type NewOnPage } from "./new-since/new-responses";
import type { ThreadItem } from "./response";

/** What a list of responses shows beside them. */
export interface ResponseListProps {
  post: Pick<PostSummary, "slug"> & { writers: { id: number }[] };
  /** The signed-in reader's id, if any. */
  readerId: number | null;
  /** Whether the reader is a moderator. */
  moderates: boolean;
  moderatorIds: ReadonlySet<number>;
  /** The people whom the reader has muted. */
  mutedIds: ReadonlySet<number>;
  /** Whether the reader may have a moderator look at a response. */
  mayHold: boolean;
  /** Whether the reader may not reply. */
  isClosed: boolean;
  lockedBranches: LockedBranch[];
  /** The posts in which these responses are continued. */
  continuations: Continuations;
  /** Whether the reader may write posts. */
  mayContinue: boolean;
  /** Whether the reader may suggest to the editors that a response become a post. */
  mayNominate: boolean;
  now: Date;
  /** The responses that are new to the reader. */
  news: NewOnPage;
  /** The confirmation of the reader's last action, at the comment or, if that was deleted, above all. */
  done?: { commentId: number; words: Markup } | null;
}

/** Responses in one list, each with its replies in a list below it. Of a page from memory, `blocks` has what others see of it as well. */
export function ResponseList({
  branches,
  blocks,
  post,
  lockedBranches,
  done = null,
  ...reader
}: ResponseListProps & { branches: Branch<ThreadItem>[]; blocks?: KeptBlocks }) {
  const calendar = useContext(Calendar);
  const around: Around = {
    ...reader,
    done,
    slug: post.slug,
    writerIds: post.writers.map((writer) => writer.id),
    findLock: lockFinder(lockedBranches),
    calendar,
    kind: kindOf(post.slug, reader, calendar),
  };
  if (branches.length === 0) return null;
  const list = (threads: Branch<ThreadItem>[]) => markup`${listBranches(threads, around, null)}`;
  const { kind, writerIds, moderatorIds } = around;
  const markups = blocks?.list(branches, {
    kind: `${kind} ${writerIds} ${[...moderatorIds]}`,
    isOwn: (thread) => lockedBranches.some((lock) => isIn(thread, lock)) || isOwnThread(thread, around),
    write: (thread) => list([thread]).html,
  });
  return <Raw as="ol" className="thread" markup={markups ?? list(branches)} />;
}

/** Whether all or some of a thread is locked. */
const isIn = ({ response: { path } }: Branch<ThreadItem>, lock: LockedBranch): boolean =>
  path.startsWith(lock.path) || lock.path.startsWith(path);

/** Whether something in a thread is the reader's own, new to them, folded or confirmed for them, or continued. */
function isOwnThread({ response, replies }: Branch<ThreadItem>, around: Around): boolean {
  const { readerId, news, mutedIds, continuations, done } = around;
  if (news.size > 0 && news.has(keyOf(response))) return true;
  if (response.kind === "comment") {
    const { id, personId } = response;
    if (personId !== null && (personId === readerId || mutedIds.has(personId))) return true;
    if (id === done?.commentId || continuations.has(id)) return true;
  }
  return replies.some((reply) => isOwnThread(reply, around));
}

type Reader = Omit<ResponseListProps, "post" | "lockedBranches" | "done">;

interface Around extends Reader {
  slug: string;
  writerIds: number[];
  findLock: (branch: Branch<ThreadItem>) => ShownLock | null;
  calendar: CalendarSettings;
  kind: string;
  done: { commentId: number; words: Markup } | null;
}

/** All that a plain comment depends on besides itself (kept-articles.ts): the links below it, and the form of its date. */
const kindOf = (slug: string, reader: Reader, { language, timeZone }: CalendarSettings): string => {
  const { readerId, isClosed, moderates, mayHold, mayContinue, mayNominate } = reader;
  const acts = [readerId !== null, isClosed, moderates, mayHold, mayContinue, mayNominate];
  return JSON.stringify([slug, language, timeZone, ...acts]);
};

export const doneNote = (words: Markup) => markup`<p class="form-done" role="status">${words}</p>`;

const levelNote = ({ id }: ThreadItem) =>
  markup`<p class="thread-note">Replies from here on aren’t indented further. Each one says whom it replies to. <a href="${threadPath(id)}" rel="nofollow">Read this thread alone</a></p>`;

function listBranches(
  branches: Branch<ThreadItem>[],
  around: Around,
  parent: Branch<ThreadItem> | null,
): Markup[] {
  const firstLevel = branches.find((branch) => branch.level);
  return branches.map((branch) => {
    const below = listBranches(branch.replies, around, branch);
    const replies =
      below.length > 0 && foldReplies(branch, markup`<ol class="thread">${below}</ol>`, around.mutedIds);
    const note = branch === firstLevel && parent !== null && levelNote(parent.response);
    const { kind, id } = branch.response;
    const { done } = around;
    const outcome = kind === "comment" && id === done?.commentId && doneNote(done.words);
    return markup`<li id="${anchorOf(branch.response)}">${note}${outcome}${responseArticle(branch, around)}${replies}</li>`;
  });
}

function responseArticle(branch: Branch<ThreadItem>, around: Around): Markup {
  const { response, parentShown } = branch;
  const isNew = around.news.size > 0 && around.news.has(keyOf(response));
  if (response.kind === "pingback")
    return pingbackArticle(response, around.calendar, pingbackActions(response, around), isNew);
  const lock = around.findLock(branch);
  if (response.placeholder)
    return markup`${placeholderArticle(response.number, response.placeholder)}${lock?.note}`;
  const continued = around.continuations.get(response.id);
  const isOwn = response.personId !== null && response.personId === around.readerId;
  const article =
    lock || continued || isOwn || isNew
      ? ownArticle(response, { around, lock, continued, parentShown, isNew })
      : plainArticle(response, around, parentShown);
  const isMuted = response.personId !== null && around.mutedIds.has(response.personId);
  return isMuted ? foldedArticle(response.number, article) : article;
}

/** A comment as all see it who may do the same. */
function plainArticle(response: CommentView, around: Around, parentShown: boolean): Markup {
  const { writerIds, moderatorIds, kind } = around;
  const to = { kind, role: roleOf(response, writerIds, moderatorIds), parentShown };
  const known = findArticle(response, to);
  if (known) return known;
  const article = ownArticle(response, { around, lock: null, parentShown, isNew: false });
  keepArticle(response, to, article);
  return article;
}

interface Own {
  around: Around;
  lock: ShownLock | null;
  continued?: readonly Continuation[] | undefined;
  parentShown: boolean;
  isNew: boolean;
}

/** One that is the reader's, new to them, locked or continued. */
function ownArticle(response: CommentView, { around, lock, continued, parentShown, isNew }: Own): Markup {
  const { writerIds, moderatorIds, calendar } = around;
  const note = continued && continuedNote(continued, calendar);
  const actions = actionsFor(response, lock, around);
  // No spread: there are hundreds of them, and it took a third of the list's time.
  return commentArticle(response, { writerIds, moderatorIds, calendar, parentShown, note, actions, isNew });
}

/** A comment by somebody whom the reader has muted. */
const foldedArticle = (number: number, article: Markup) =>
  markup`<details class="muted"><summary>Response ${number}. Muted: show</summary>${article}</details>`;

function pingbackActions(response: ThreadItem, around: Around): Markup | false {
  const moderate = moderateLink(response, around);
  const next = nextNewLink(response, around.news);
  return (moderate || next) && markup`${moderate}${next}`;
}

const moderateLink = ({ kind, id, number }: ThreadItem, { moderates }: Around) =>
  moderates &&
  markup`<a class="remove-link" href="/moderation/${kind}s/${id}" aria-label="Moderate response ${number}">Moderate</a>`;

const reportLink = ({ kind, id, number }: ThreadItem) =>
  markup`<a class="report-link" href="/${kind}s/${id}/report" rel="nofollow" aria-label="Report response ${number}">Report</a>`;

/** Bare, because with all that the others have it would be over 2% of the page; its place says of which response it is. For guests it is
 *  at the post, by the response's number. */
const citeLink = ({ id }: CommentView) => markup`<a href="${citePath(commentPath(id))}">Cite</a>`;

function actionsFor(comment: CommentView, lock: ShownLock | null, around: Around): Markup {
  const { id, number, name, personId } = comment;
  const { slug, readerId, isClosed, now } = around;
  const reply =
    !isClosed &&
    !lock &&
    markup`<a class="reply-link" href="${postPath(slug)}/respond?to=${id}#respond" rel="nofollow" data-reply-to="${id}" aria-label="Reply to response ${number} by ${name}">Reply</a>`;
  const isOwn = readerId !== null && personId === readerId;
  // From the first comment of a thread, all that is below it.
  const follow =
    !comment.parent &&
    markup`<a class="thread-link" href="/follow/comments/${id}" rel="nofollow" aria-label="Follow the thread of response ${number}">Follow</a>`;
  const nomination =
    around.mayNominate &&
    !isOwn &&
    markup`<a class="thread-link" href="${commentPath(id)}/nominate" rel="nofollow" aria-label="Nominate response ${number} as a post">Nominate</a>`;
  const continuation =
    around.mayContinue &&
    markup`<a class="thread-link" href="/write?continue=${id}" rel="nofollow" aria-label="Continue as a post: response ${number}">Continue as a post</a>`;
  const edit =
    isOwn &&
    mayStillEdit(comment, now) &&
    markup`<a class="remove-link" href="${commentPath(id)}/edit" aria-label="Edit your response ${number}">Edit</a>`;
  const remove =
    isOwn &&
    markup`<a class="remove-link" href="${commentPath(id)}/remove" aria-label="Delete your response ${number}">Delete</a>`;
  const hold =
    around.mayHold &&
    !around.moderates &&
    !isOwn &&
    markup`<a class="remove-link" href="${commentPath(id)}/hold" aria-label="Hold response ${number}">Hold</a>`;
  const attention = moderateLink(comment, around) || (!isOwn && reportLink(comment));
  const rare = markup`${follow}${continuation || nomination}${remove}${hold}${attention}`;
  const more = readerId === null ? rare : rareActions(number, markup`${citeLink(comment)}${rare}`);
  return markup`${lock?.note}${reply}${edit}${nextNewLink(comment, around.news)}${more}`;
}

/** A member has up to six of them at each response, which on a phone would be as long as the response. A guest has one or two. */
const rareActions = (number: number, links: Markup) =>
  markup`<details class="more"><summary aria-label="More for response ${number}">More</summary><p>${links}</p></details>`;
