import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { hasMuted } from "~/accounts/mute.server";
import { CommentsByPerson } from "~/comments/by-person/comments-by-person";
import { listCommentsByPerson } from "~/comments/by-person/comments-by-person.server";
import { NewerOlder } from "~/design/page-links";
import { FeedLinks } from "~/feeds/feed-links";
import { FollowLink } from "~/following/follow-link";
import { orcidAddress } from "~/people/orcid";
import { personPath } from "~/people/person";
import { bylinesKey, commentsByPersonKey, personKey } from "~/people/person.server";
import { may } from "~/people/policy";
import { PersonHead } from "~/people/view/person-head";
import { LIST_PAGES } from "~/platform/http/request/route-rules";
import { listSignedPosts, postKey } from "~/posts/post.server";
import { listSeriesOf, seriesKey } from "~/series/series.server";
import { SeriesWritten } from "~/series/series-written";
import { PostList } from "~/tags/post-list";
import { MuteForm } from "../../account/muting/mute-form";
import { onServer, serverData, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { feedHead, findSite } from "../../titles";
import { getListPage, listHead } from "../list-request";
import { shownWith } from "../shown";
import { getPerson } from "./person-request";

export const handle: PageHandle = { cached: LIST_PAGES };

/** Recent comments on a profile; all are on their own page. */
const RECENT_COMMENTS = 5;

export const meta: MetaFunction = (args) => {
  const data = serverData<typeof loader>(args.data);
  if (!data) return [];
  const { person, posts } = data;
  return [
    ...listHead(args, person.name, posts, `Posts and responses by ${person.name} on ${findSite(args).name}.`),
    ...(person.orcid ? [{ tagName: "link", rel: "me", href: orcidAddress(person.orcid) }] : []),
    ...feedHead(args, `Posts by ${person.name}`, personPath(person.handle)),
  ];
};

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { db, addCacheTags, viewer } = context;
  const person = await getPerson(db, params.handle);
  const list = { path: personPath(person.handle), title: `Latest posts by ${person.name}` };
  const posts = await getListPage(context, list, (request) => listSignedPosts(db, person.id, request));
  addCacheTags(personKey(person.id), bylinesKey(person.id), ...posts.items.flatMap(shownWith));
  const isTheirs = viewer.kind === "person" && viewer.id === person.id;
  const isMuted = viewer.kind === "person" && !isTheirs && (await hasMuted(db, viewer.accountId, person.id));
  const muting = viewer.kind === "person" && !isTheirs ? { as: viewer.id, isMuted } : null;
  const mayEdit = person.memberSince === null && may(viewer, "person.edit");
  if (!posts.isFirst)
    return onServer({
      person,
      isTheirs,
      muting,
      mayEdit,
      posts,
      series: [],
      comments: [],
      hasMoreComments: false,
    });

  const series = await listSeriesOf(db, person.id);
  const comments = await listCommentsByPerson(db, person.id, {}, RECENT_COMMENTS);
  const recent = comments?.items ?? [];
  addCacheTags(
    commentsByPersonKey(person.id),
    ...series.map(({ id }) => seriesKey(id)),
    ...recent.map(({ post }) => postKey(post.id)),
  );
  return onServer({
    person,
    isTheirs,
    muting,
    mayEdit,
    posts,
    series,
    comments: recent,
    hasMoreComments: comments?.older != null,
  });
}

export default function Person() {
  const { person, isTheirs, muting, mayEdit, posts, series, comments, hasMoreComments } =
    useServerData<typeof loader>();
  const path = personPath(person.handle);
  return (
    <>
      <PersonHead person={person} isTheirs={isTheirs} mayEdit={mayEdit} />
      <SeriesWritten series={series} />
      <section aria-labelledby="posts-title">
        <h2 id="posts-title" className="section-title">
          Posts
        </h2>
        <PostList posts={posts.items} heading="h3" />
        {posts.items.length === 0 ? <p>No posts yet.</p> : null}
        <NewerOlder path={path} {...posts} />
      </section>
      {comments.length > 0 ? (
        <section className="recent" aria-labelledby="responses-title">
          <h2 id="responses-title" className="section-title">
            Responses
          </h2>
          <CommentsByPerson comments={comments} />
          {hasMoreComments ? (
            <p className="recent-line">
              <a href={`${path}/responses`}>
                All responses by <bdi>{person.name}</bdi>
              </a>
            </p>
          ) : null}
        </section>
      ) : null}
      {isTheirs ? null : (
        <FollowLink
          kind="people"
          id={person.id}
          words={
            <>
              Follow <bdi>{person.name}</bdi>
            </>
          }
        />
      )}
      {muting ? <MuteForm {...muting} person={person} /> : null}
      <FeedLinks
        feeds={[
          {
            path,
            of: (
              <>
                posts by <bdi>{person.name}</bdi>
              </>
            ),
          },
        ]}
      />
    </>
  );
}
