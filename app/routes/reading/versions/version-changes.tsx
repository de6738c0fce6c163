import { Time } from "~/design/calendar";
import { historyPath, versionPath } from "~/posts/post";
import type { Comparison } from "~/revisions/comparison";
import { ComparisonView } from "~/revisions/comparison-view";

/** What a version of a post changed. */
export const VersionChanges = ({
  post,
  number,
  createdAt,
  since,
  comparison,
}: {
  post: { slug: string };
  number: number;
  createdAt: Date;
  /** The version before; null for the first. */
  since: number | null;
  comparison: Comparison | null;
}) => (
  <>
    <p className="comparison-key">
      {since === null ? "Version " : `Compared with version ${since}. Version `}
      {number} was published <Time at={createdAt} style="moment" />.
    </p>
    {comparison ? (
      <ComparisonView comparison={comparison} />
    ) : (
      <p>There is no version before it to compare with.</p>
    )}
    <ul className="versions-links">
      <li>
        <a href={versionPath(post.slug, number)}>Read version {number}</a>
      </li>
      <li>
        <a href={historyPath(post.slug)}>All versions</a>
      </li>
    </ul>
  </>
);
