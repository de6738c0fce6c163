import { postPath, type SeriesPart } from "~/posts/post";
import { neighbours, seriesPath } from "./series";

interface Way {
  series: { slug: string; title: string; part: number };
  parts: SeriesPart[];
  postId: number;
}

/** Above a post: its part number, its series and the other parts. */
export function SeriesTop({ series, parts, postId }: Way) {
  return (
    <details className="series-top">
      <summary>
        Part {series.part} of{" "}
        <cite>
          <bdi>{series.title}</bdi>
        </cite>
      </summary>
      <ol>
        {parts.map((part) => (
          <li key={part.id} value={part.part}>
            {part.id === postId ? (
              <span aria-current="page">
                <bdi>{part.title}</bdi>
              </span>
            ) : (
              <a href={postPath(part.slug)}>
                <bdi>{part.title}</bdi>
              </a>
            )}
          </li>
        ))}
      </ol>
      <p>
        <a href={seriesPath(series.slug)}>About the series</a>
      </p>
    </details>
  );
}

/** Links to the previous and next part. */
export function SeriesEnds({ series, parts, postId, where }: Way & { where: "top" | "end" }) {
  const { previous, next } = neighbours(parts, postId);
  if (!previous && !next) return null;
  return (
    <nav className={`series-ends series-ends-${where}`} aria-label={`${series.title}, at the ${where}`}>
      {previous ? (
        <a href={postPath(previous.slug)} rel="prev">
          <small>Previous part</small> <bdi>{previous.title}</bdi>
        </a>
      ) : (
        <span />
      )}
      {next ? (
        <a href={postPath(next.slug)} rel="next">
          <small>Next part</small> <bdi>{next.title}</bdi>
        </a>
      ) : (
        <span />
      )}
    </nav>
  );
}
