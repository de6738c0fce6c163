import type { ReactNode } from "react";
import { countOf } from "~/design/count";
import { pagePath } from "~/pages/page";
import { personPath } from "~/people/person";
import type { SampleListing } from "~/portability/sample/remove-sample.server";
import { postPath } from "~/posts/post";
import { useFrame } from "../../site-frame";

/** What is removed with the sample blog, and what stays. */
export function SampleListed({ posts, people, series, pages, staying, settings }: SampleListing) {
  const responses = posts.reduce((sum, { responseCount }) => sum + responseCount, 0);
  const texts = [
    settings.tagline !== undefined && `the site’s tagline, which becomes “${settings.tagline}”`,
    settings.about && "the part of the site’s introduction about the sample blog",
  ].filter((text) => text !== false && text !== undefined);
  return (
    <>
      <h2>This is removed</h2>
      <ul>
        {posts.length > 0 ? (
          <li>
            <Listed
              summary={`${countOf(posts.length, "post")} with ${countOf(responses, "response")}`}
              items={posts.map(({ id, slug, title }) => (
                <li key={id}>
                  <a href={postPath(slug)} dir="auto">
                    {title}
                  </a>
                </li>
              ))}
            />
          </li>
        ) : null}
        {people.length > 0 ? (
          <li>
            <Listed
              summary={countOf(people.length, "invented person", "invented people")}
              items={people.map(({ id, handle, name }) => (
                <li key={id}>
                  <a href={personPath(handle)} dir="auto">
                    {name}
                  </a>
                </li>
              ))}
            />
          </li>
        ) : null}
        {series.length > 0 ? <li>{countOf(series.length, "series", "series")}</li> : null}
        {pages.map(({ id, slug, title }) => (
          <li key={id}>
            the page{" "}
            <a href={pagePath(slug)}>
              <bdi>{title}</bdi>
            </a>
          </li>
        ))}
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <h2>This stays</h2>
      <ul>
        <li>everything that you and others have written here, except responses to the posts above</li>
        <li>sample posts and pages that somebody has edited</li>
        {staying.map(({ id, handle, name }) => (
          <li key={id}>
            <a href={personPath(handle)}>
              <bdi>{name}</bdi>
            </a>
            , who has an account or other posts or comments
          </li>
        ))}
        {settings.refused ? (
          <li>
            the site’s introduction, which mentions the sample blog: please edit it in{" "}
            <a href="/moderation/site">Site settings</a>
          </li>
        ) : null}
      </ul>
    </>
  );
}

/** A count that opens to its items. */
const Listed = ({ summary, items }: { summary: string; items: ReactNode[] }) => (
  <details>
    <summary>{summary}</summary>
    <ul>{items}</ul>
  </details>
);

/** After the removal; `backup` is the file's name. */
export function SampleGone({ backup }: { backup: string | null }) {
  const firstSteps = useFrame()?.firstSteps ?? 0;
  return (
    <>
      {backup ? (
        <>
          <p className="form-done" role="status">
            The sample blog is removed.
          </p>
          <p>
            The site as it was before is saved in <code>DATA_DIR/backups/{backup}</code>. To undo this, stop
            the site and run <code>npm run longtable -- restore DATA_DIR/backups/{backup} --replace</code>
          </p>
        </>
      ) : (
        <p>This site has no sample blog.</p>
      )}
      <ul className="ways-on">
        {firstSteps > 0 ? (
          <li>
            <a href="/first-steps">Back to the first steps</a>
          </li>
        ) : null}
        <li>
          <a href="/">Home page</a>
        </li>
      </ul>
    </>
  );
}
