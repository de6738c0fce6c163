import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { RESPONSES_KEY } from "~/comments/comment.server";
import { NewerOlder } from "~/design/page-links";
import { Prose } from "~/design/prose";
import { LIST_PAGES } from "~/platform/http/route-rules";
import { listPosts, POSTS_KEY } from "~/posts/post.server";
import { RecentResponses } from "~/responses/recent-responses";
import { listRecentResponses } from "~/responses/responses.server";
import { ALL_SERIES_KEY, listSeriesUnderWay } from "~/series/series.server";
import { SeriesUnderWay } from "~/series/series-under-way";
import { readSite } from "~/site/site.server";
import { PostList } from "~/tags/post-list";
import { onServer, serverData, useServerData } from "../on-server";
import type { PageHandle } from "../page-handle";
import { getListPage, listHead } from "./list-request";
import { namedIn, shownWith } from "./shown";

export const handle: PageHandle = { cached: LIST_PAGES };

/** What is being said, at a glance. */
const RECENT_RESPONSES = 6;

export const meta: MetaFunction = (args) => {
  const data = serverData<typeof loader>(args.data);
  return data ? listHead(args, "", data.posts, data.site.tagline) : [];
};

export async function loader({ context }: LoaderFunctionArgs) {
  const { db, shows } = context;
  const list = { path: "/", title: "The latest posts" };
  const posts = await getListPage(context, list, (request) => listPosts(db, request));
  const { isFirst } = posts;
  const series = isFirst ? await listSeriesUnderWay(db) : [];
  const recent = isFirst ? await listRecentResponses(db, RECENT_RESPONSES) : [];
  shows(POSTS_KEY, ...posts.items.flatMap(shownWith));
  if (isFirst) shows(RESPONSES_KEY, ALL_SERIES_KEY, ...namedIn(recent));
  return onServer({ site: await readSite(db), posts, series, recent });
}

export default function Home() {
  const { site, posts, series, recent } = useServerData<typeof loader>();
  const { isFirst } = posts;
  return (
    <>
      <header className="page-head home-head">
        <h1>{site.tagline}</h1>
      </header>
      {isFirst ? <Prose html={site.aboutHtml} className="about" label="About this site" /> : null}
      <SeriesUnderWay series={series} />
      <section aria-labelledby="posts-title">
        <h2 id="posts-title" className="section-title">
          {isFirst ? "Latest posts" : "Posts"}
        </h2>
        <PostList posts={posts.items} />
        {posts.items.length === 0 ? <p>Nothing has been published here yet.</p> : null}
        <NewerOlder path="/" {...posts} />
      </section>
      <RecentResponses responses={recent} />
    </>
  );
}
