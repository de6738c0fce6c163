import { postPath } from "~/posts/post";
import { PostTitle } from "~/posts/view/post-title";
import {
  countAll,
  formatAnnounced,
  inOrder,
  neighbours,
  type SeriesContents,
  seriesPath,
  seriesResponsesPath,
} from "./series";

interface Way {
  series: { slug: string; title: string; part: number };
  contents: SeriesContents;
  postId: number;
}

/** Above a post: its part number, its series and the other parts. */
export function SeriesTop({ series, contents, postId }: Way) {
  return (
    <details className="series-top">
      <summary>
        Part {series.part} of {countAll(contents)}
        {contents.isComplete ? null : " so far"} in{" "}
        <cite>
          <bdi>{series.title}</bdi>
        </cite>
      </summary>
      <ol>
        {inOrder(contents).map(({ part, post, announced }) => (
          <li key={post?.id ?? `announced-${part}`} value={part}>
            {post === null ? (
              <bdi>{formatAnnounced(announced)}</bdi>
            ) : post.id === postId ? (
              <span aria-current="page">
                <PostTitle {...post} />
              </span>
            ) : (
              <a href={postPath(post.slug)}>
                <PostTitle {...post} />
              </a>
            )}
          </li>
        ))}
      </ol>
      <p>
        <a href={seriesPath(series.slug)}>About the series</a>{" "}
        <a href={seriesResponsesPath(series.slug)} rel="nofollow">
          Its whole discussion
        </a>
      </p>
    </details>
  );
}

/** Links to the previous and next part, or what is announced to follow. */
export function SeriesEnds({ series, contents, postId, where }: Way & { where: "top" | "end" }) {
  const { previous, next, announced } = neighbours(contents, postId);
  const shown = where === "end" ? announced : undefined;
  if (!previous && !next && !shown) return null;
  return (
    <nav className={`series-ends series-ends-${where}`} aria-label={`${series.title}, at the ${where}`}>
      {previous ? (
        <a href={postPath(previous.slug)} rel="prev">
          <small>Previous part</small> <PostTitle {...previous} />
        </a>
      ) : (
        <span />
      )}
      {shown ? (
        <p className="series-announced">
          <small>Part {shown.part} follows</small> <bdi>{formatAnnounced(shown)}</bdi>
        </p>
      ) : next ? (
        <a href={postPath(next.slug)} rel="next">
          <small>Next part</small> <PostTitle {...next} />
        </a>
      ) : (
        <span />
      )}
    </nav>
  );
}
