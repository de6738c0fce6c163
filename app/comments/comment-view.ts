// A comment on a post's page. Markup instead of components: a discussion has hundreds of comments, and React
// takes ten times as long for them.

import { type CalendarSettings, formatDate } from "~/design/calendar";
import { asMarkup, type Markup, markup } from "~/platform/markup";
import {
  type CommentView,
  commentAnchor,
  commentHistoryPath,
  commentPath,
  type Placeholder,
} from "./comment";

interface Around {
  /** Whether the parent is on the same page. */
  parentShown: boolean;
  writerIds: number[];
  moderatorIds: ReadonlySet<number>;
  calendar: CalendarSettings;
  /** Stands below its text. */
  note?: Markup | undefined;
  /** Links and buttons below the comment. */
  actions?: Markup;
  /** Whether it came since its reader was last there. */
  isNew?: boolean;
}

export function commentArticle(
  comment: CommentView,
  { parentShown, calendar, note, actions, isNew = false, writerIds, moderatorIds }: Around,
): Markup {
  const { id, number, name, html, createdAt } = comment;
  const facts = answerLink(comment, parentShown);
  facts.push(permalink(commentPath(id), createdAt, calendar));
  if (comment.editedAt !== null) facts.push(editedLink(comment));
  if (comment.isCut) facts.push(cutLink(comment));
  const prose = html !== "" && markup`<div class="prose" dir="auto">${asMarkup(html)}</div>`;
  const head = responseHead(number, author(comment), facts, roleOf(comment, writerIds, moderatorIds), isNew);
  return markup`<article class="response" aria-label="Response ${number} by ${name}">${head}${prose}${note}${actions && markup`<footer>${actions}</footer>`}</article>`;
}

/** One word each: somebody who wrote the post is read as its author, whatever else they may do. */
export function roleOf(
  { personId }: CommentView,
  writerIds: number[],
  moderatorIds: ReadonlySet<number>,
): Markup | false {
  if (personId === null) return GUEST;
  if (writerIds.includes(personId)) return AUTHOR;
  return moderatorIds.has(personId) && MODERATOR;
}

const AUTHOR = asMarkup('<span class="response-role">Author</span>');
const MODERATOR = asMarkup('<span class="response-role">Moderator</span>');
const GUEST = asMarkup('<span class="response-role guest">Guest</span>');

/** The head of a response: number, author and facts in a row (design/fact-row.tsx). */
export const responseHead = (
  number: number,
  from: Markup,
  facts: Markup[],
  role: Markup | false = false,
  isNew = false,
): Markup =>
  markup`<header>${isNew ? newMark(number) : numberMark(number)}<h3>${from}</h3>${role}<p class="response-line fact-row">${facts.map((fact) => markup`<span>${fact}</span> `)}</p></header>`;

/** The date as a link to the response's permanent URL. */
export const permalink = (path: string, at: Date, calendar: CalendarSettings): Markup =>
  markup`<a href="${path}" rel="bookmark"><time datetime="${at.toISOString()}">${formatDate(at, "moment", calendar)}</time></a>`;

/** The placeholder's text, its short form beside the number, and its name in replies. */
const PLACEHOLDERS: Record<Placeholder, { text: string; state: string; name: string }> = {
  deleted: { text: "Deleted by its author.", state: "deleted", name: "a deleted comment" },
  hidden: { text: "Removed by a moderator.", state: "removed by a moderator", name: "a removed comment" },
  waiting: {
    text: "Waiting for a moderator.",
    state: "waiting for a moderator",
    name: "a hidden comment",
  },
};

export const placeholderText = (placeholder: Placeholder): string => PLACEHOLDERS[placeholder].text;

/** The article in place of a comment that is not readable but has replies. */
export function placeholderArticle(number: number, placeholder: Placeholder): Markup {
  const { state, text } = PLACEHOLDERS[placeholder];
  return markup`<article class="response removed" aria-label="Response ${number}, ${state}"><p>${numberMark(number)} ${text}</p></article>`;
}

const numberMark = (number: number) =>
  markup`<span class="response-number" aria-hidden="true">${number}</span>`;

/** A word, because a colour alone tells nothing to whoever doesn't see it. */
const newMark = (number: number) =>
  markup`<span class="response-mark">${numberMark(number)} <b class="response-new">New</b></span>`;

function answerLink({ parent }: CommentView, parentShown: boolean) {
  if (!parent) return [];
  const href = parentShown ? `#${commentAnchor(parent.id)}` : commentPath(parent.id);
  const name = parent.placeholder ? PLACEHOLDERS[parent.placeholder].name : markup`<bdi>${parent.name}</bdi>`;
  return [markup`<a href="${href}">in reply to ${name}</a>`];
}

const editedLink = ({ id, number }: CommentView) =>
  markup`<a href="${commentHistoryPath(id)}" rel="nofollow" aria-label="Edited: what changed in response ${number}">edited</a>`;

const cutLink = ({ id, number }: CommentView) =>
  markup`<a href="${commentHistoryPath(id)}" rel="nofollow" aria-label="Edited by a moderator: what changed in response ${number}">edited by a moderator</a>`;

function author({ name, link }: CommentView): Markup {
  if (!link) return markup`<bdi>${name}</bdi>`;
  return link.local
    ? markup`<a href="${link.href}"><bdi>${name}</bdi></a>`
    : markup`<a href="${link.href}" rel="nofollow ugc noopener" class="elsewhere"><bdi>${name}</bdi></a>`;
}
