import { useContext } from "react";
import { commentPath } from "~/comments/comment";
import { Calendar, type CalendarSettings } from "~/design/calendar";
import { ownLanguage } from "~/design/own-language";
import { Raw } from "~/design/raw";
import { type Markup, markup } from "~/platform/markup";
import { postPath } from "~/posts/post";

/** Posts that are named on each side. A post that links to more is an index; the rest stand in its text, or among the responses. */
export const MAX_ANSWERS = 3;

/** Responses of one post that are named. A post that links to more surveys its conversation. */
const MAX_RESPONSES_NAMED = 3;

export interface AnsweringPosts {
  posts: {
    slug: string;
    title: string;
    language: string | null;
    writers: string[];
    /** The responses to the earlier post that are answered, if any. */
    responses: { id: number; number: number }[];
  }[];
  hasMore: boolean;
}

/** Earlier posts that a post answers, later ones that answer it, and what to read next: others that these answer, or that answer these. */
export interface Answers {
  to: AnsweringPosts;
  by: AnsweringPosts;
  next: AnsweringPosts;
}

/** "In answer to TITLE by NAME", or "In answer to response 34 to TITLE by NAME" */
export const InAnswerTo = ({ to }: Answers) => (
  <AnswerLine words="In answer to" {...to} more={markup`others in the text`} />
);

/** "Answered in TITLE by NAME" */
export const AnsweredIn = ({ by }: Answers) => (
  <AnswerLine
    words="Answered in"
    {...by}
    more={markup`others <a href="#responses">among the responses</a>`}
  />
);

/** "Read next TITLE by NAME" */
export const ReadNext = ({ next }: Answers) => (
  <AnswerLine words="Read next" {...next} more={markup`others`} />
);

function AnswerLine({ words, posts, hasMore, more }: AnsweringPosts & { words: string; more: Markup }) {
  const calendar = useContext(Calendar);
  if (posts.length === 0) return null;
  const facts = posts.map(
    (post, index) => markup`<span>${index === 0 && `${words} `}${nameOf(post, calendar)}</span> `,
  );
  return (
    <Raw
      as="div"
      className="answers"
      markup={markup`<p class="fact-row">${facts}${hasMore && markup`<span>and ${more}</span>`}</p>`}
    />
  );
}

function nameOf(
  { slug, title, language, writers, responses }: AnsweringPosts["posts"][number],
  calendar: CalendarSettings,
) {
  const { lang, dir } = ownLanguage(language, calendar.language);
  const own = lang !== undefined && markup` lang="${lang}" dir="${dir}"`;
  const by = writers.map((name, index) => {
    const join = index === 0 ? " by " : index === writers.length - 1 ? " and " : ", ";
    return markup`${join}<bdi>${name}</bdi>`;
  });
  return markup`${namesOf(responses)}<a href="${postPath(slug)}"><bdi${own}>${title}</bdi></a>${by}`;
}

/** "responses 3 and 34 to ", or nothing */
function namesOf(responses: AnsweringPosts["posts"][number]["responses"]): Markup | false {
  if (responses.length === 0 || responses.length > MAX_RESPONSES_NAMED) return false;
  const word = responses.length === 1 ? "response" : "responses";
  const numbers = responses.map(({ id, number }, index) => {
    const join = index === 0 ? `${word} ` : index === responses.length - 1 ? " and " : ", ";
    return markup`${join}<a href="${commentPath(id)}">${number}</a>`;
  });
  return markup`${numbers} to `;
}
