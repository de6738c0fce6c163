import { Time } from "~/design/calendar";
import { Raw } from "~/design/raw";
import { names } from "~/people/view/byline";
import { historyPath, versionPath } from "~/posts/post";
import { MAX_LISTED } from "~/revisions/revision";

interface Version {
  number: number;
  title: string;
  createdAt: Date;
  removedAt: Date | null;
  person: { handle: string; name: string; status: string } | null;
}

interface Rights {
  mayRestore: boolean;
  mayRemove: boolean;
}

/** The versions of a post, newest first. Edits of one person within minutes are shown as one; the versions within them only to those
 *  who can do something with them. */
export const VersionList = ({
  post,
  edits,
  hasMore,
  ...rights
}: Rights & { post: { slug: string }; edits: Version[][]; hasMore: boolean }) => (
  <>
    <ol className="versions" reversed>
      {edits.map((edit, index) => {
        const last = edit.at(-1) as Version;
        const earlier = edit.slice(0, -1).reverse();
        const marks = { isNewest: index === 0, isFirst: index === edits.length - 1 && !hasMore };
        return (
          <li key={last.number} className="version">
            <VersionItem slug={post.slug} version={last} {...marks} {...rights} />
            {earlier.length > 0 && (rights.mayRestore || rights.mayRemove) ? (
              <details>
                <summary>Earlier versions of this edit</summary>
                <ul>
                  {earlier.map((version) => (
                    <li key={version.number}>
                      <VersionItem slug={post.slug} version={version} isNewest={false} isFirst {...rights} />
                    </li>
                  ))}
                </ul>
              </details>
            ) : null}
          </li>
        );
      })}
    </ol>
    {hasMore ? <p className="comparison-key">Only the last {MAX_LISTED} versions are listed.</p> : null}
  </>
);

function VersionItem({
  slug,
  version: { number, createdAt, removedAt, person },
  isNewest,
  isFirst,
  mayRestore,
  mayRemove,
}: Rights & { slug: string; version: Version; isNewest: boolean; isFirst: boolean }) {
  const here = `${historyPath(slug)}/${number}`;
  const links = removedAt
    ? []
    : [
        ...(isFirst ? [] : [{ href: `${historyPath(slug)}?version=${number}`, words: "What changed" }]),
        ...(mayRestore && !isNewest ? [{ href: `${here}/restore`, words: "Restore" }] : []),
        ...(mayRemove ? [{ href: `${here}/remove`, words: "Remove" }] : []),
      ];
  return (
    <>
      {removedAt ? (
        <span className="version-name">Version {number}</span>
      ) : (
        <a className="version-name" href={versionPath(slug, number)} rel="nofollow">
          Version {number}
        </a>
      )}
      {isNewest ? " (newest)" : null}
      <p>
        Published <Time at={createdAt} style="moment" />
        {person ? (
          <>
            {" "}
            by <Raw as="span" markup={names([person])} />
          </>
        ) : null}
        .
        {removedAt ? (
          <>
            {" "}
            Removed <Time at={removedAt} />.
          </>
        ) : null}
      </p>
      {links.length > 0 ? (
        <ul className="versions-links">
          {links.map(({ href, words }) => (
            <li key={href}>
              <a href={href} rel="nofollow" aria-label={`${words}: version ${number}`}>
                {words}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
