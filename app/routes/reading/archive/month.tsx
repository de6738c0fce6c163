import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { formatMonth, useMonthName } from "~/design/calendar";
import { NewerOlder } from "~/design/page-links";
import { LIST_PAGES } from "~/platform/http/request/route-rules";
import { monthKey } from "~/posts/archive/post-month.server";
import { listPosts } from "~/posts/post.server";
import { archivePath } from "~/site/calendar";
import { PostList } from "~/tags/post-list";
import { notFound } from "../../not-found";
import { onServer, serverData, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { findSite } from "../../titles";
import { getListPage, listHead } from "../list-request";
import { shownWith } from "../shown";

export const handle: PageHandle = { cached: LIST_PAGES };

export const meta: MetaFunction = (args) => {
  const data = serverData<typeof loader>(args.data);
  if (!data) return [];
  const { name, language } = findSite(args);
  const month = formatMonth(data.month, language);
  return listHead(args, month, data.posts, `Posts on ${name} in ${month}.`);
};

export async function loader({ params: { year, month: monthOfYear = "" }, context }: LoaderFunctionArgs) {
  // Accepts "2026/6", as people type it.
  const month = `${year}-${monthOfYear.padStart(2, "0")}`;
  const isMonth = /^\d{4}-(0[1-9]|1[0-2])$/.test(month);
  const lost = () => notFound("month", [{ href: "/archive", title: "Archive" }]);
  if (!isMonth) throw lost();
  if (monthOfYear.length === 1) throw redirect(archivePath(month), 301);
  const list = { path: archivePath(month), title: "Newest posts of this month" };
  const posts = await getListPage(context, list, (request) => listPosts(context.db, request, month));
  if (posts.items.length === 0) throw lost();
  context.addCacheTags(monthKey(month), ...posts.items.flatMap(shownWith));
  return onServer({ month, posts });
}

export default function Month() {
  const { month, posts } = useServerData<typeof loader>();
  const name = useMonthName();
  return (
    <>
      <header className="page-head">
        <p className="kicker">
          <a href="/archive">Archive</a>, <a href={`/archive/${month.slice(0, 4)}`}>{month.slice(0, 4)}</a>
        </p>
        <h1>{name(month)}</h1>
      </header>
      <PostList posts={posts.items} heading="h2" />
      <NewerOlder path={archivePath(month)} {...posts} />
    </>
  );
}
