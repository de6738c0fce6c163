import { useContext } from "react";
import { Calendar } from "~/design/calendar";
import { formatSince } from "~/design/since";
import { postPath } from "~/posts/post";
import { responsesPath } from "../views/response-order";
import type { NewSince } from "./new-responses";

/** What a conversation's head says to its reader. */
export interface HeadNews {
  /** Null if nothing is new, or if it isn't known. */
  news: NewSince | null;
  /** Whether the reader has just marked it as read. */
  isMarked: boolean;
  /** Address of the script that shows a guest what is new. */
  script: string;
}

interface NewSinceProps extends HeadNews {
  post: { id: number; slug: string; responseNumber: number };
  readerId: number | null;
  /** Whether the page has the whole conversation. */
  isWhole: boolean;
  now: Date;
}

/** "12 new since Tuesday". The page of a guest is the same for everyone: their own device fills it in. */
export function NewSinceLine({ post, readerId, news, isWhole, isMarked, script, now }: NewSinceProps) {
  const { language, timeZone } = useContext(Calendar);
  if (readerId === null)
    return (
      <div
        className="new-since"
        hidden
        data-post={post.id}
        data-number={post.responseNumber}
        data-rest={isWhole ? undefined : `${responsesPath(post.slug)}#responses`}
        data-zone={timeZone}
        data-script={script}
      >
        <p />
        <a className="first-new" href="#responses">
          First new response
        </a>
        <button type="button" className="quiet">
          Mark all as read
        </button>
      </div>
    );
  if (!news)
    return isMarked ? (
      <p className="form-done" role="status">
        All marked as read.
      </p>
    ) : null;
  return (
    <div className="new-since">
      <p>
        <strong>
          {news.count.toLocaleString("en")}
          {news.isMore ? "+" : null} new
        </strong>{" "}
        since{" "}
        <time dateTime={news.since.toISOString()}>{formatSince(news.since, now, language, timeZone)}</time>
      </p>
      <a className="first-new" href={news.first}>
        First new response
      </a>
      <form method="post" action={`${postPath(post.slug)}/read`}>
        <input type="hidden" name="as" value={readerId} />
        <input type="hidden" name="upTo" value={post.responseNumber} />
        <button type="submit" className="quiet">
          Mark all as read
        </button>
      </form>
    </div>
  );
}
