import type { LoaderFunctionArgs } from "@remix-run/node";
import { feedPath } from "~/feeds/feed";
import { postPath } from "~/posts/post";
import { postKey, postTextKey } from "~/posts/post.server";
import { listNewestOfPost } from "~/responses/recent/newest-responses.server";
import type { PageHandle } from "../page-handle";
import { getPost } from "../reading/post-request";
import { answerResponses, FEED_HANDLE, formatOf } from "./feed-answer";

export const handle: PageHandle = FEED_HANDLE;

/** The feed of the newest responses to a post. */
export async function loader({ request, params: { slug = "" }, context }: LoaderFunctionArgs) {
  const { db, addCacheTags } = context;
  const format = formatOf(request);
  const { id, title, createdAt } = await getPost(db, slug, (moved) => feedPath(postPath(moved), format));
  addCacheTags(postKey(id), postTextKey(id));
  const source = {
    ...{ thing: `posts/${id}`, since: createdAt, title: `Responses to “${title}”` },
    path: postPath(slug),
  };
  return answerResponses(context, format, source, (cursor, size) => listNewestOfPost(db, id, cursor, size));
}
