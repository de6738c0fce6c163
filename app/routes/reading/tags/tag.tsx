import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { ReaderLink } from "~/books/reader-link";
import { countOf } from "~/design/count";
import { FactRow } from "~/design/fact-row";
import { NewerOlder } from "~/design/page-links";
import { FeedLinks } from "~/feeds/feed-links";
import { FollowLink } from "~/following/follow-link";
import { may } from "~/people/policy";
import { LIST_PAGES } from "~/platform/http/request/route-rules";
import { PostList } from "~/tags/post-list";
import { listTaggedPosts, tagKey, tagNameKey } from "~/tags/tag.server";
import { Neighbours, tagPath } from "~/tags/tag-list";
import { listNeighbours } from "~/tags/tag-neighbours.server";
import { onServer, serverData, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { feedHead, findSite } from "../../titles";
import { getListPage, listHead } from "../list-request";
import { shownWith } from "../shown";
import { getTag } from "./tag-request";

export const handle: PageHandle = { cached: LIST_PAGES };

export const meta: MetaFunction = (args) => {
  const data = serverData<typeof loader>(args.data);
  if (!data) return [];
  const { tag, posts } = data;
  return [
    ...listHead(
      args,
      `Filed under ${tag.name}`,
      posts,
      tag.description || `Posts on ${findSite(args).name} that are filed under ${tag.name}.`,
    ),
    ...feedHead(args, `Posts filed under ${tag.name}`, encodeURI(tagPath(tag.slug))),
  ];
};

export async function loader({ params: { slug = "" }, context }: LoaderFunctionArgs) {
  const { db, addCacheTags } = context;
  const tag = await getTag(db, slug);
  const list = { path: tagPath(slug), title: `Latest posts filed under ${tag.name}` };
  const posts = await getListPage(context, list, (request) => listTaggedPosts(db, tag.id, request));
  const neighbours = posts.isFirst ? await listNeighbours(db, tag.id) : [];
  const names = [tag, ...neighbours].map(({ id }) => tagNameKey(id));
  addCacheTags(tagKey(tag.id), ...names, ...posts.items.flatMap(shownWith));
  return onServer({ tag, posts, neighbours, mayEdit: may(context.viewer, "tag.edit") });
}

export default function Tag() {
  const { tag, posts, neighbours, mayEdit } = useServerData<typeof loader>();
  return (
    <>
      <header className="page-head">
        <p className="kicker">Filed under</p>
        <h1 dir="auto">{tag.name}</h1>
        {tag.description === "" ? null : <p dir="auto">{tag.description}</p>}
        <FactRow className="card-line">
          {countOf(tag.postCount, "post")}
          <a href={`${tagPath(tag.slug)}/map`}>Map</a>
        </FactRow>
        <Neighbours tags={neighbours} />
        {mayEdit ? (
          <p className="post-edit">
            <a href={`${tagPath(tag.slug)}/edit`}>Edit this tag</a>
          </p>
        ) : null}
      </header>
      <PostList posts={posts.items} heading="h2" />
      <NewerOlder path={tagPath(tag.slug)} {...posts} />
      <ReaderLink source={{ kind: "tag", slug: tag.slug }} />
      <FollowLink kind="tags" id={tag.id} words="Follow this tag" />
      <FeedLinks
        feeds={[
          {
            path: tagPath(tag.slug),
            of: (
              <>
                posts filed under <bdi>{tag.name}</bdi>
              </>
            ),
          },
        ]}
      />
    </>
  );
}
