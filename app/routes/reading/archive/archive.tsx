import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useMonthName } from "~/design/calendar";
import { ONE_PAGE } from "~/platform/http/request/route-rules";
import { ARCHIVE_TITLES, fillMonths } from "~/posts/archive/archive.server";
import { listMonths } from "~/posts/archive/post-month.server";
import { MonthTitles, YearLinks } from "~/posts/view/month-titles";
import { archivePath, yearsOf } from "~/site/calendar";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { findSite, head } from "../../titles";
import { showsArchive } from "../shown";

export const handle: PageHandle = { cached: ONE_PAGE };

export const meta: MetaFunction = (args) =>
  head(args, "Archive", "/archive", `All posts on ${findSite(args).name}, by month.`);

export async function loader({ context }: LoaderFunctionArgs) {
  const months = await listMonths(context.db);
  const filled = await fillMonths(context.db, months, ARCHIVE_TITLES);
  context.addCacheTags(...showsArchive(filled));
  return onServer({ months: filled });
}

export default function Archive() {
  const { months } = useServerData<typeof loader>();
  const name = useMonthName();
  const older = months.filter(({ posts }) => posts.length === 0);
  return (
    <>
      <header className="page-head">
        <h1>Archive</h1>
        <p className="card-line">
          Also by <a href="/tags">tags</a>, <a href="/series">series</a>, <a href="/people">people</a>, or as
          a <a href="/map">map</a>
        </p>
        <YearLinks years={yearsOf(months)} />
      </header>
      {months.map((month) => (month.posts.length > 0 ? <MonthTitles key={month.month} {...month} /> : null))}
      {older.length > 0 ? (
        <section className="month" aria-labelledby="older-title">
          <h2 id="older-title" className="section-title">
            Older posts
          </h2>
          <ul className="tag-index">
            {older.map(({ month, postCount }) => (
              <li key={month}>
                <a href={archivePath(month)}>{name(month)}</a> <span className="count">{postCount}</span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {months.length === 0 ? <p>No posts yet.</p> : null}
    </>
  );
}
