import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { NewerOlder } from "~/design/page-links";
import { PostList } from "~/tags/post-list";
import { findTag, listTaggedPosts, tagKey } from "~/tags/tag.server";
import { tagPath } from "~/tags/tag-list";
import { notFound } from "../not-found";
import { onServer, serverData, useServerData } from "../on-server";
import { head } from "../titles";
import { readListRequest } from "./list-request";
import { shownWith } from "./shown";

export const meta: MetaFunction = (args) => {
  const data = serverData<typeof loader>(args.data);
  return data ? head(args, `Filed under ${data.tag.name}`, tagPath(data.tag.slug)) : [];
};

export async function loader({ params: { slug = "" }, context }: LoaderFunctionArgs) {
  const { db, shows } = context;
  const tag = await findTag(db, slug);
  const page = readListRequest(context);
  const posts = tag && page && (await listTaggedPosts(db, tag.id, page));
  if (!posts) throw notFound("tag", [{ href: "/tags", title: "All tags" }]);
  shows(tagKey(tag.id), ...posts.items.flatMap(shownWith));
  return onServer({ tag, posts });
}

export default function Tag() {
  const { tag, posts } = useServerData<typeof loader>();
  return (
    <>
      <header className="page-head">
        <p className="kicker">Filed under</p>
        <h1>{tag.name}</h1>
        <p>{tag.postCount === 1 ? "1 post" : `${tag.postCount} posts`}</p>
      </header>
      <PostList posts={posts.items} />
      <NewerOlder path={tagPath(tag.slug)} {...posts} />
    </>
  );
}
