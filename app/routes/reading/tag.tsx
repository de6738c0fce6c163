import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { NewerOlder } from "~/design/page-links";
import { may } from "~/people/policy";
import { LIST_PAGES } from "~/platform/http/route-rules";
import { PostList } from "~/tags/post-list";
import { findMovedTag, findTag, listTaggedPosts, tagKey, tagNameKey } from "~/tags/tag.server";
import { tagPath } from "~/tags/tag-list";
import { notFound } from "../not-found";
import { onServer, serverData, useServerData } from "../on-server";
import type { PageHandle } from "../page-handle";
import { getListPage, listHead } from "./list-request";
import { shownWith } from "./shown";

export const handle: PageHandle = { cached: LIST_PAGES };

export const meta: MetaFunction = (args) => {
  const data = serverData<typeof loader>(args.data);
  return data ? listHead(args, `Filed under ${data.tag.name}`, data.posts, data.tag.description) : [];
};

export async function loader({ params: { slug = "" }, context }: LoaderFunctionArgs) {
  const { db, addCacheTags } = context;
  const tag = await findTag(db, slug);
  const moved = tag ? null : await findMovedTag(db, slug);
  if (moved !== null) throw redirect(encodeURI(tagPath(moved)), 301);
  if (!tag) throw notFound("tag", [{ href: "/tags", title: "All tags" }]);
  const list = { path: tagPath(slug), title: `Latest posts filed under ${tag.name}` };
  const posts = await getListPage(context, list, (request) => listTaggedPosts(db, tag.id, request));
  addCacheTags(tagKey(tag.id), tagNameKey(tag.id), ...posts.items.flatMap(shownWith));
  return onServer({ tag, posts, mayEdit: may(context.viewer, "tag.edit") });
}

export default function Tag() {
  const { tag, posts, mayEdit } = useServerData<typeof loader>();
  return (
    <>
      <header className="page-head">
        <p className="kicker">Filed under</p>
        <h1 dir="auto">{tag.name}</h1>
        {tag.description === "" ? null : <p dir="auto">{tag.description}</p>}
        <p>{tag.postCount === 1 ? "1 post" : `${tag.postCount} posts`}</p>
        {mayEdit ? (
          <p className="post-edit">
            <a href={`${tagPath(tag.slug)}/edit`}>Edit this tag</a>
          </p>
        ) : null}
      </header>
      <PostList posts={posts.items} heading="h2" />
      <NewerOlder path={tagPath(tag.slug)} {...posts} />
    </>
  );
}
