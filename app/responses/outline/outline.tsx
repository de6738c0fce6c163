import { useContext } from "react";
import { commentAnchor } from "~/comments/comment";
import { placeholderText } from "~/comments/comment-view";
import { MAX_THREADS_COUNTED } from "~/comments/thread/thread";
import type { ThreadLine } from "~/comments/thread/threads.server";
import { Calendar, type CalendarSettings, formatDate } from "~/design/calendar";
import { Raw } from "~/design/raw";
import { type Markup, markup } from "~/platform/markup";
import { postPath } from "~/posts/post";

/** The pages of threads of a discussion. */
export const threadsPath = (slug: string) => `${postPath(slug)}/threads`;

export interface Outline {
  threads: (ThreadLine & { page: number })[];
  /** How many threads follow these; above MAX_THREADS_COUNTED, more than that. */
  more: number;
}

interface OutlineProps {
  outline: Outline;
  slug: string;
  /** The people whom the reader has muted. */
  mutedIds: ReadonlySet<number>;
}

/** The threads of a long discussion, at its head. */
export function DiscussionOutline({ outline, slug, mutedIds }: OutlineProps) {
  const { threads, more } = outline;
  return (
    <nav className="outline" aria-label="Threads of this discussion">
      <details>
        <summary>
          <h3>{counted(threads.length, more)} threads</h3>
        </summary>
        <ThreadLines {...{ outline, slug, mutedIds }} />
        <MoreThreads outline={outline} slug={slug} />
      </details>
    </nav>
  );
}

export function ThreadLines({ outline, slug, mutedIds }: OutlineProps) {
  const calendar = useContext(Calendar);
  const lines = outline.threads.map((thread) => lineOf(thread, { slug, mutedIds, calendar }));
  return <Raw as="ol" className="outline-threads" markup={markup`${lines}`} />;
}

const counted = (shown: number, more: number): string =>
  more > MAX_THREADS_COUNTED ? `${shown + MAX_THREADS_COUNTED}+` : `${shown + more}`;

export function MoreThreads({ outline: { threads, more }, slug }: Omit<OutlineProps, "mutedIds">) {
  const last = threads.at(-1);
  if (more === 0 || !last) return null;
  return (
    <p>
      <a href={`${threadsPath(slug)}?after=${last.number}`} rel="nofollow">
        {more === 1 ? "1 more thread" : `${counted(0, more)} more threads`}
      </a>
    </p>
  );
}

function lineOf(
  thread: Outline["threads"][number],
  { slug, mutedIds, calendar }: Omit<OutlineProps, "outline"> & { calendar: CalendarSettings },
): Markup {
  const { id, page, count, newest } = thread;
  const address = `${postPath(slug)}${page > 1 ? `?page=${page}` : ""}#${commentAnchor(id)}`;
  const day = markup`<time datetime="${newest.toISOString()}">${formatDate(newest, "day", calendar)}</time>`;
  const facts = count === 1 ? markup`1 response, ${day}` : markup`${count} responses, newest ${day}`;
  return markup`<li><a href="${address}"><bdi>${wordsOf(thread, mutedIds)}</bdi></a> <span>${facts}</span></li>`;
}

function wordsOf(
  { number, personId, words, placeholder }: ThreadLine,
  mutedIds: ReadonlySet<number>,
): string {
  if (placeholder) return placeholderText(placeholder);
  if (personId !== null && mutedIds.has(personId)) return `Response ${number}. Muted`;
  // A comment of pictures only has no words.
  return words || `Response ${number}`;
}
