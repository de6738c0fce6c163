import { Time } from "~/design/calendar";
import { FactRow } from "~/design/fact-row";
import { useOwnLanguage } from "~/design/own-language";
import { BylineText } from "~/people/view/byline";
import { type PostSummary, postPath } from "~/posts/post";
import { formatResponseCount, readingMinutes } from "~/posts/view/post-words";
import { type AnnouncedPart, formatAnnounced, inOrder } from "../series";

interface Course {
  parts: PostSummary[];
  announced: AnnouncedPart[];
  /** Null if the site doesn't know what was read. */
  readIds: ReadonlySet<number> | null;
}

/** The parts of a series as the contents of a course: what each says, how long it takes, and whether it was read. */
export const CourseList = ({ parts, announced, readIds }: Course) => (
  <ol className="course">
    {inOrder({ parts: parts.map((post) => ({ post, part: post.series?.part ?? 0 })), announced }).map(
      ({ part, post: filed, announced }) =>
        filed ? (
          <li key={filed.post.id} value={part} data-post={readIds ? undefined : filed.post.id}>
            <PartNumber part={part} isRead={readIds === null ? null : readIds.has(filed.post.id)} />
            <Part post={filed.post} />
          </li>
        ) : (
          <li key={`announced-${part}`} value={part} className="course-announced">
            <PartNumber part={part} isRead={false} />
            <p>
              <span className="course-follows">Announced</span>{" "}
              <bdi>{formatAnnounced({ ...announced, part })}</bdi>
            </p>
          </li>
        ),
    )}
  </ol>
);

/** `isRead` is null if the site doesn't know: the script of the page shows the mark of a part that was read on this device. */
const PartNumber = ({ part, isRead }: { part: number; isRead: boolean | null }) => (
  <p className="course-number">
    <span className="spoken">Part </span>
    {part}
    {isRead === false ? null : (
      <>
        {" "}
        <b className="course-read" hidden={isRead === null}>
          Read
        </b>
      </>
    )}
  </p>
);

function Part({ post }: { post: PostSummary }) {
  const language = useOwnLanguage(post.language);
  return (
    <article className="card">
      <h2 className="card-title" {...language}>
        <a href={postPath(post.slug)}>{post.title}</a>
      </h2>
      <FactRow className="card-line">
        <BylineText {...post} />
        <Time at={post.publishedAt} />
      </FactRow>
      <p className="card-summary" {...language}>
        {post.summary}
      </p>
      <FactRow className="card-line">
        {readingMinutes(post.wordCount)}
        <a
          href={`${postPath(post.slug)}#responses`}
          aria-label={`${formatResponseCount(post.responseCount)} to ${post.title}`}
        >
          {formatResponseCount(post.responseCount)}
        </a>
      </FactRow>
    </article>
  );
}
