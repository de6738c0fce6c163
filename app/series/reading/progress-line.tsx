import { type PostSummary, postPath } from "~/posts/post";
import { PostTitle } from "~/posts/view/post-title";
import { formatNext, formatProgress } from "./progress";

interface Progress {
  /** In their order. */
  parts: Pick<PostSummary, "id" | "slug" | "title" | "language" | "series">[];
  /** Null if the site doesn't know what was read: a guest's device may, and its script shows the line then. */
  readIds: ReadonlySet<number> | null;
}

/** "3 of 12 read. Continue with part 4" */
export function ProgressLine({ parts, readIds }: Progress) {
  if (parts.length === 0) return null;
  const next = parts.find(({ id }) => !readIds?.has(id));
  const read = parts.filter(({ id }) => readIds?.has(id)).length;
  return (
    <p className="course-progress" hidden={!readIds}>
      <strong>{formatProgress(read, parts.length)}</strong>{" "}
      {next ? (
        <a href={postPath(next.slug)}>
          {formatNext(next.series?.part ?? 0, read)}: <PostTitle {...next} />
        </a>
      ) : null}
    </p>
  );
}
