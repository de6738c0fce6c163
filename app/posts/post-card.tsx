import type { ReactNode } from "react";
import { Time } from "~/design/calendar";
import { BylineText } from "~/people/byline";
import { type PostSummary, postPath } from "./post";
import { readingMinutes, responsesInWords } from "./post-words";

/** A post as lists show it. `children` says where it is filed; within its series, a part needs only its number. */
export function PostCard({
  post,
  withinSeries = false,
  children,
}: {
  post: PostSummary;
  withinSeries?: boolean;
  children?: ReactNode;
}) {
  return (
    <article className="card">
      {post.series ? (
        <p className="card-series">
          {withinSeries ? (
            "Part"
          ) : (
            <>
              <a href={`/series/${post.series.slug}`}>{post.series.title}</a>, part
            </>
          )}{" "}
          {post.series.part}
        </p>
      ) : null}
      <h2>
        <a href={postPath(post.slug)}>{post.title}</a>
      </h2>
      <p className="card-line">
        <BylineText {...post} /> · <Time at={post.publishedAt} />
      </p>
      <p className="card-summary">{post.summary}</p>
      <p className="card-line">
        <a
          href={`${postPath(post.slug)}#responses`}
          aria-label={`${responsesInWords(post.responseCount)} to ${post.title}`}
        >
          {responsesInWords(post.responseCount)}
        </a>{" "}
        · {readingMinutes(post.wordCount)} {children ? <>· {children}</> : null}
      </p>
    </article>
  );
}
