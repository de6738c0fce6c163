import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { RESPONSES_KEY } from "~/comments/comment.server";
import { NewerOlder } from "~/design/page-links";
import { Prose } from "~/design/prose";
import { RESPONSES_PATH } from "~/feeds/feed";
import { FeedLinks } from "~/feeds/feed-links";
import { FollowLink } from "~/following/follow-link";
import type { Viewer } from "~/people/viewer";
import { LIST_PAGES } from "~/platform/http/request/route-rules";
import { findFirstLines, listPosts, POSTS_KEY } from "~/posts/post.server";
import { LeadCard } from "~/posts/view/post-card";
import { RecentResponses } from "~/responses/recent/recent-responses";
import { listRecentResponses } from "~/responses/recent/recent-responses.server";
import { ALL_SERIES_KEY, listOngoingSeries } from "~/series/series.server";
import { OngoingSeries } from "~/series/series-under-way";
import { readSite } from "~/site/site.server";
import { PostList } from "~/tags/post-list";
import { FiledUnder } from "~/tags/tag-list";
import { onServer, serverData, useServerData } from "../on-server";
import type { PageHandle } from "../page-handle";
import { feedHead } from "../titles";
import { FirstStepsLine } from "./first-steps-line";
import { getListPage, listHead } from "./list-request";
import { namedIn, shownWith } from "./shown";

export const handle: PageHandle = { cached: LIST_PAGES };

/** A number of responses that fits at a glance. */
const RECENT_RESPONSES = 6;
/** Posts above the responses in one column: the newest, and two to choose from. */
const POSTS_BEFORE_RESPONSES = 3;

export const meta: MetaFunction = (args) => {
  const data = serverData<typeof loader>(args.data);
  if (!data) return [];
  const { posts, site } = data;
  return [
    ...listHead(args, "", posts, site.tagline),
    ...feedHead(args, site.name, "/"),
    ...feedHead(args, "Responses", RESPONSES_PATH),
  ];
};

export async function loader({ context }: LoaderFunctionArgs) {
  const { db, viewer, addCacheTags } = context;
  const list = { path: "/", title: "Latest posts" };
  const posts = await getListPage(context, list, (request) => listPosts(db, request));
  const { isFirst } = posts;
  const series = isFirst ? await listOngoingSeries(db) : [];
  const recent = isFirst ? await listRecentResponses(db, RECENT_RESPONSES, accountOf(viewer)) : [];
  const [newest] = posts.items;
  const firstLines = isFirst && newest ? await findFirstLines(db, newest.id) : "";
  addCacheTags(POSTS_KEY, ...posts.items.flatMap(shownWith));
  if (isFirst) addCacheTags(RESPONSES_KEY, ALL_SERIES_KEY, ...namedIn(recent));
  return onServer({ site: await readSite(db), posts, series, recent, firstLines });
}

/** Members' pages don't come from the shared cache, so what one has muted is missing from no other page. */
const accountOf = (viewer: Viewer) => (viewer.kind === "person" ? viewer.accountId : null);

export default function Home() {
  const { site, posts } = useServerData<typeof loader>();
  return (
    <>
      <div className="front">
        <header className="page-head home-head">
          <h1 dir="auto">{site.tagline || site.name}</h1>
          <FirstStepsLine />
        </header>
        {posts.isFirst ? (
          <FrontPage />
        ) : (
          <section aria-labelledby="posts-title">
            <h2 id="posts-title" className="section-title">
              Posts
            </h2>
            <PostList posts={posts.items} heading="h3" />
            <NewerOlder path="/" {...posts} />
          </section>
        )}
      </div>
      <FeedLinks
        feeds={[
          { path: "/", of: "posts" },
          { path: RESPONSES_PATH, of: "responses" },
        ]}
      />
    </>
  );
}

function FrontPage() {
  const { site, posts, series, recent, firstLines } = useServerData<typeof loader>();
  const [newest, ...others] = posts.items;
  const next = others.slice(0, POSTS_BEFORE_RESPONSES - 1);
  const earlier = others.slice(POSTS_BEFORE_RESPONSES - 1);
  return (
    <>
      <section className="front-latest" aria-labelledby="posts-title">
        <h2 id="posts-title" className="section-title">
          Latest posts
        </h2>
        {newest ? (
          <LeadCard post={newest} heading="h3" firstLines={firstLines}>
            {newest.tags.length > 0 ? <FiledUnder tags={newest.tags} /> : null}
          </LeadCard>
        ) : (
          <p>No posts yet.</p>
        )}
        {next.length > 0 ? <PostList posts={next} heading="h3" /> : null}
      </section>
      <div className="front-aside">
        <Prose html={site.aboutHtml} className="about" label="About this site" />
        <OngoingSeries series={series} />
        <RecentResponses responses={recent} />
        <FollowLink kind="site" words="Follow all new posts" />
      </div>
      {earlier.length > 0 ? (
        <section className="front-earlier" aria-labelledby="earlier-title">
          <h2 id="earlier-title" className="section-title">
            Earlier posts
          </h2>
          <PostList posts={earlier} heading="h3" />
          <NewerOlder path="/" {...posts} />
        </section>
      ) : null}
    </>
  );
}
