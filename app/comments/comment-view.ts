// A comment as it stands in a discussion. Of markup, and no component: a long discussion has hundreds, and React takes ten
// times as long for them.

import { type CalendarSettings, inWords } from "~/design/calendar";
import { asMarkup, type Markup, markup } from "~/platform/markup";
import { type CommentView, commentAnchor, commentPath } from "./comment";

interface Around {
  /** Whether what it answers stands on the same page. */
  parentShown: boolean;
  writerIds: number[];
  calendar: CalendarSettings;
  /** What may be done with it. */
  actions?: Markup;
}

/** One comment. */
export function commentArticle(
  comment: CommentView,
  { parentShown, writerIds, calendar, actions }: Around,
): Markup {
  const { id, number, name, personId, html } = comment;
  const isWriter = personId !== null && writerIds.includes(personId);
  const role = isWriter && markup`<span class="response-role">Author</span>`;
  const when = permalink(commentPath(id), comment.createdAt, calendar);
  const prose = html !== "" && markup`<div class="prose" dir="auto">${asMarkup(html)}</div>`;
  return markup`<article class="response" aria-label="Response ${number} by ${name}">${responseHead(number, author(comment), [...answerLink(comment, parentShown), when], role)}${prose}${actions && markup`<footer>${actions}</footer>`}</article>`;
}

/** The head of any response: its number, whom it is from, and what is to be known of it, in a row (design/fact-row.tsx). */
export const responseHead = (
  number: number,
  from: Markup,
  facts: Markup[],
  role: Markup | false = false,
): Markup =>
  markup`<header>${numberMark(number)}<h3>${from}</h3>${role}<p class="response-line fact-row">${facts.map((fact) => markup`<span>${fact}</span> `)}</p></header>`;

/** When, as the address at which a response can be cited. */
export const permalink = (path: string, at: Date, calendar: CalendarSettings): Markup =>
  markup`<a href="${path}" rel="bookmark"><time datetime="${at.toISOString()}">${inWords(at, "moment", calendar)}</time></a>`;

/** The place of a comment that was removed from above an answer. */
export const tombstone = ({ number }: CommentView): Markup =>
  markup`<article class="response removed" aria-label="Response ${number}, deleted"><p>${numberMark(number)} Deleted by its author.</p></article>`;

const numberMark = (number: number) =>
  markup`<span class="response-number" aria-hidden="true">${number}</span>`;

function answerLink({ parent }: CommentView, parentShown: boolean) {
  if (!parent) return [];
  const href = parentShown ? `#${commentAnchor(parent.id)}` : commentPath(parent.id);
  const name = parent.name === null ? "a deleted comment" : markup`<bdi>${parent.name}</bdi>`;
  return [markup`<a href="${href}">in reply to ${name}</a>`];
}

function author({ name, link }: CommentView): Markup {
  if (!link) return markup`<bdi>${name}</bdi>`;
  return link.local
    ? markup`<a href="${link.href}"><bdi>${name}</bdi></a>`
    : markup`<a href="${link.href}" rel="nofollow ugc noopener" class="elsewhere"><bdi>${name}</bdi></a>`;
}
