import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useMonthName } from "~/design/calendar";
import { NewerOlder } from "~/design/page-links";
import { listPosts, monthKey } from "~/posts/post.server";
import { archivePath } from "~/site/calendar";
import { PostList } from "~/tags/post-list";
import { notFound } from "../not-found";
import { onServer, serverData, useServerData } from "../on-server";
import { head } from "../titles";
import { readListRequest } from "./list-request";
import { shownWith } from "./shown";

export const meta: MetaFunction = (args) => {
  const data = serverData<typeof loader>(args.data);
  return data ? head(args, `Archive, ${data.month}`, archivePath(data.month)) : [];
};

export async function loader({ params: { year, month: monthOfYear }, context }: LoaderFunctionArgs) {
  const month = `${year}-${monthOfYear}`;
  const page = readListRequest(context);
  const isMonth = /^\d{4}-(0[1-9]|1[0-2])$/.test(month);
  const posts = isMonth && page ? await listPosts(context.db, page, month) : null;
  if (!posts || posts.items.length === 0)
    throw notFound("month", [{ href: "/archive", title: "The archive by month" }]);
  context.shows(monthKey(month), ...posts.items.flatMap(shownWith));
  return onServer({ month, posts });
}

export default function Month() {
  const { month, posts } = useServerData<typeof loader>();
  const name = useMonthName();
  return (
    <>
      <header className="page-head">
        <p className="kicker">Archive</p>
        <h1>{name(month)}</h1>
      </header>
      <PostList posts={posts.items} />
      <NewerOlder path={archivePath(month)} {...posts} />
    </>
  );
}
