import { Time, useMonthName } from "~/design/calendar";
import { BylineText } from "~/people/view/byline";
import { archivePath } from "~/site/calendar";
import type { ArchivedMonth } from "../archive/archive.server";
import { postPath } from "../post";
import { PostTitle } from "./post-title";

/** The titles of a month. If some are missing, a link leads to all. */
export function MonthTitles({ month, postCount, posts }: ArchivedMonth) {
  const name = useMonthName()(month);
  return (
    <section className="month" aria-labelledby={`month-${month}`}>
      <h2 id={`month-${month}`} className="section-title">
        <a href={archivePath(month)}>{name}</a>
      </h2>
      <ul className="titles">
        {posts.map((post) => (
          <li key={post.id}>
            <Time at={post.publishedAt} style="dayOfMonth" />
            <p>
              <a href={postPath(post.slug)}>
                <PostTitle {...post} />
              </a>{" "}
              <BylineText writers={post.writers} presenters={[]} />
            </p>
          </li>
        ))}
      </ul>
      {posts.length < postCount ? (
        <p className="titles-rest">
          <a href={archivePath(month)}>{`All ${postCount.toLocaleString("en")} posts of ${name}`}</a>
        </p>
      ) : null}
    </section>
  );
}

/** The years with posts. Nothing if there is only one. */
export function YearLinks({ years, year }: { years: string[]; year?: string }) {
  if (years.length < 2) return null;
  return (
    <nav className="years" aria-label="Years">
      <ul>
        {years.map((one) => (
          <li key={one}>
            <a href={`/archive/${one}`} aria-current={one === year ? "page" : undefined}>
              {one}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
